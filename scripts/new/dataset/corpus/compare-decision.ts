import { toColumnName } from '../../../../lambda/schema/column-name.ts';
import type { ColumnDraft } from '../../../infer/decide/column-draft.ts';
import type { JudgedColumn } from './fetch-corpus.ts';

/** What one file's draft and its judgement come to. */
export interface Comparison {
  readonly columns: number;
  /** Columns of one of the types that were judged right. */
  readonly agreed: number;
  /** One line each: what was expected, and what the draft says. */
  readonly disagreements: readonly string[];
}

/**
 * Compares a draft with what a careful person decided: types, the key, what is personal.
 * @param judged columns as they were judged, by header; without a header by their names
 * @param key columns of the drafted key
 */
export function compareDecision(
  judged: readonly JudgedColumn[],
  drafted: readonly ColumnDraft[],
  key: readonly string[],
): Comparison {
  const disagreements: string[] = [];
  let agreed = 0;
  const find = (header: string): ColumnDraft | undefined =>
    drafted.find(({ name, aliases }) => name === header || aliases.includes(header) || name === toColumnName(header));
  for (const { header, types, personal } of judged) {
    const column = find(header);
    const got = column?.type ?? 'no column';
    if (types.includes(got)) agreed++;
    else disagreements.push(`${header}: expected ${types.join(' or ')}, got ${got}`);
    if ((personal === undefined) !== (column?.personal === undefined))
      disagreements.push(
        `${header}: expected ${personal ?? 'nothing personal'}, got ${column?.personal?.what ?? 'nothing personal'}`,
      );
  }
  const names = judged.flatMap((column) => (column.key === true ? [find(column.header)?.name ?? column.header] : []));
  const shown = (columns: readonly string[]): string => [...columns].sort().join(', ') || 'none';
  if (shown(names) !== shown(key)) disagreements.push(`key: expected ${shown(names)}, got ${shown(key)}`);
  return { columns: judged.length, agreed, disagreements };
}
