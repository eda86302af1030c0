import { allocate } from '../heap.ts';

/** How a column's dates are written, beside ISO 8601. */
@unmanaged
export class DateRules {
  /** The first WallPattern; 0: none. */
  patterns: usize;
  /** What has no offset is UTC. */
  isUtc: bool;
}

/** @param patterns the first of the declared ones */
export function newDateRules(patterns: usize, isUtc: bool): usize {
  const rules = changetype<DateRules>(allocate(offsetof<DateRules>()));
  rules.patterns = patterns;
  rules.isUtc = isUtc;
  return changetype<usize>(rules);
}
