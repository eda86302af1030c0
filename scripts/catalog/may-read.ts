import type { Table } from '../../glue/duckdb/table.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';

/** Which columns of a final table each audience may read; an audience that may read none is absent. Columns in the contract's order. */
export type MayRead = ReadonlyMap<string, readonly string[]>;

type Source = Pick<DatasetSchema, 'name' | 'readers'> & {
  readonly columns: readonly Pick<DatasetSchema['columns'][number], 'name' | 'readers'>[];
};
type Built = Pick<Table, 'name' | 'reads'> & { readonly columns: readonly Pick<Table['columns'][number], 'name'>[] };

/**
 * Who may read what of each final table, from the schemas of what it is built from. A column with the name of a source's column is read by
 * whoever may read that one; any other column by whoever may read every source. No readers in a schema: everyone may.
 * @param tables each after those it reads
 */
export function mayRead(
  tables: readonly Built[],
  datasets: readonly Source[],
  audiences: readonly string[],
): ReadonlyMap<string, MayRead> {
  const sources = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const built = new Map(tables.map((table) => [table.name, table]));
  const allows = (readers: readonly string[], audience: string) => readers.length === 0 || readers.includes(audience);
  const mayReadSource = (name: string, audience: string, column: string): boolean => {
    const dataset = sources.get(name);
    if (dataset !== undefined) {
      const own = dataset.columns.find((one) => one.name === column)?.readers ?? [];
      return own.length > 0 ? own.includes(audience) : allows(dataset.readers, audience);
    }
    return (built.get(name)?.reads ?? []).every((read) => mayReadSource(read, audience, column));
  };
  return new Map(
    tables.map(({ name, reads, columns }) => {
      const perAudience = audiences.map((audience): [string, string[]] => [
        audience,
        columns
          .map((column) => column.name)
          .filter((column) => reads.every((read) => mayReadSource(read, audience, column))),
      ]);
      return [name, new Map(perAudience.filter(([, allowed]) => allowed.length > 0))];
    }),
  );
}
