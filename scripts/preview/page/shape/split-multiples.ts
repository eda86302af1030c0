import type { ResultModel } from '../../model.ts';
import { formatMember } from '../format/format-value.ts';

/**
 * Splits a result by the members of its small-multiple fields, in order of first appearance.
 * @returns one part without a label when there are no such fields
 */
export function splitMultiples(
  result: ResultModel,
  multiples: readonly number[],
): readonly { readonly label: string | undefined; readonly result: ResultModel }[] {
  if (multiples.length === 0) return [{ label: undefined, result }];
  const groups = new Map<string, ResultModel['rows'][number][]>();
  for (const row of result.rows) {
    const label = multiples
      .flatMap((index) => {
        const field = result.fields[index];
        return field === undefined ? [] : [formatMember(row[index] ?? null, field)];
      })
      .join(' · ');
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [row]);
    else group.push(row);
  }
  return [...groups].map(([label, rows]) => ({ label, result: { ...result, rows, total: rows.length } }));
}
