import { isDeepStrictEqual } from 'node:util';
import type { Reader } from '../../lambda/schema/dataset-schema.ts';
import type { RuleChange } from './column-rules.ts';

/**
 * Who may read it no longer, or other rows of it, and who may now. No readers: everybody may.
 * @param before audiences, or readers with their rows
 */
export function compareReaders(
  before: readonly (string | Reader)[],
  after: readonly (string | Reader)[],
): RuleChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [old, now] = [byAudience(before), byAudience(after)];
  if (old.size === 0 || now.size === 0) {
    const names = [...(old.size === 0 ? now : old).keys()].join(', ');
    const what = old.size === 0 ? `read by everybody became ${names}` : `read by ${names} became everybody`;
    return [{ narrowed: old.size === 0, what }];
  }
  const gone = [...old.keys()].filter((audience) => !now.has(audience));
  const come = [...now.keys()].filter((audience) => !old.has(audience));
  const other = [...old].filter(([audience, rows]) => now.has(audience) && !isDeepStrictEqual(rows, now.get(audience)));
  return [
    ...gone.map((audience) => ({ narrowed: true, what: `${audience} may no longer read it` })),
    ...come.map((audience) => ({ narrowed: false, what: `${audience} may read it too` })),
    ...other.map(([audience]) => ({
      // Fewer conditions are more rows; of two lists of conditions neither is said to be wider.
      narrowed: now.get(audience) !== undefined,
      what: `${audience} reads ${now.get(audience) === undefined ? 'all rows' : 'other rows'}`,
    })),
  ];
}

function byAudience(readers: readonly (string | Reader)[]): Map<string, Reader['rows']> {
  return new Map(readers.map((one) => (typeof one === 'string' ? [one, undefined] : [one.audience, one.rows])));
}
