import type { ColumnDraft } from './column-draft.ts';

/** The column by whose days tables are best partitioned: the one that says when a record came to be. @returns its name, if there is one */
export function choosePartition(columns: readonly ColumnDraft[]): string | undefined {
  const dated = columns.filter(
    ({ type, facts, nullable, personal }) =>
      (type === 'date' || type === 'date-time') && !nullable && personal === undefined && (facts.distinct ?? 9000) > 1,
  );
  const isEvent = ({ name }: ColumnDraft): boolean =>
    !/update|modif|changed|birth|expire|valid|until|end|delete/.test(name);
  return (dated.find(isEvent) ?? dated[0])?.name;
}
