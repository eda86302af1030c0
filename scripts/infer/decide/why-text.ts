import type { Evidence } from '../evidence/column-evidence.ts';
import type { CountedValue } from '../evidence/frequent-values.ts';
import { decideDate } from './decide-date.ts';
import { numberFormats } from './number-formats.ts';
import { holdsEmail } from './personal-values.ts';
import { unreadDates } from './unread-dates.ts';

/** What is known beside the evidence. */
interface Circumstances {
  /** What clean said of a value that it refused by another type. */
  readonly refused: string | undefined;
  /** No value may be shown. */
  readonly isPersonal: boolean;
}

/**
 * Why a column that is mostly numbers or dates is text all the same.
 * @param all how many values it has @param values different ones that are no null tokens
 */
export function whyText(
  evidence: Evidence,
  all: number,
  values: readonly CountedValue[],
  { refused, isPersonal }: Circumstances,
): string[] {
  if (refused !== undefined)
    return [isPersonal ? 'clean refuses too many of its values by another type: it stays text' : refused];
  const unread = unreadDates(evidence.sample);
  if (unread !== undefined) return [unread];
  const { units = [], count = 0 } = numberFormats(evidence.shapes) ?? {};
  if (units.length > 1 && count * 2 >= all)
    return [
      `its numbers are in ${units.join(' and ')}: it stays text; make a column of each, or write the unit into a column of its own`,
    ];
  const dates = decideDate(evidence, new Map())?.count ?? 0;
  const numbers = evidence.numbers.count;
  const [what, most] = dates > numbers ? ['dates', dates] : ['numbers', numbers];
  if (most * 2 < all || most === all) return [];
  const odd = values
    .filter(({ text }) => !/\d/.test(text) && !holdsEmail(text))
    .slice(0, 3)
    .map(({ text }) => JSON.stringify(text));
  const such = odd.length === 0 || isPersonal ? '' : `, such as ${odd.join(', ')}`;
  return [`${most} of its ${all} values are ${what}, the others are not${such}: it stays text`];
}
