import type { Table } from '../../glue/duckdb/table.ts';
import type { DatasetSchema, RowCondition } from '../../lambda/schema/dataset-schema.ts';
import { type Origins, originKey } from './lineage/column-origins.ts';
import { createTrace, type Trace, traceOrigins } from './trace-tables.ts';

/** What an audience reads of a final table. */
export interface Readable {
  /** In the contract's order, at least one. */
  readonly columns: readonly string[];
  /** Conditions that a row has to meet, all of them, on some of `columns`, each column once; undefined: all rows. */
  readonly rows: readonly RowCondition[] | undefined;
}

/** What each audience reads of a final table; an audience that reads nothing of it is absent. */
export type MayRead = ReadonlyMap<string, Readable>;

export type ReadDataset = Pick<DatasetSchema, 'name' | 'readers' | 'columns'>;
export type ReadTable = Pick<Table, 'name' | 'reads' | 'columns' | 'sql'>;

/** A condition of a dataset that a table can't keep: its rows can't be told apart by the column. */
export interface UnmetCondition {
  readonly dataset: string;
  readonly column: string;
}

/** What an audience reads of a table, or why its rows can't be told from others'. */
export type Judgement =
  | { readonly reads: Readable | undefined }
  | { readonly unmet: readonly [UnmetCondition, ...UnmetCondition[]] };

/**
 * Who may read what of each final table, from the schemas of what it is built from.
 *
 * Columns: one with the name of a source's column is read by whoever may read that one; any other by whoever may read every source; and in
 * both cases only by whoever may read every column that it is made of, or every column at all where that is not understood. No readers in
 * a schema: everyone may.
 *
 * Rows: a table of a dataset of which the audience reads some rows has to carry each column of the condition, under its name and type, so that
 * a row is made of rows of the dataset with that value alone; otherwise the audience reads nothing of the table. A column of it that other
 * rows went into, a rank among all of them for one, is not read. Conditions of several datasets hold together.
 * @param tables each after those it reads
 */
export function mayRead(
  tables: readonly ReadTable[],
  datasets: readonly ReadDataset[],
  audiences: readonly string[],
): ReadonlyMap<string, MayRead> {
  const judge = createJudge(tables, datasets);
  return new Map(
    tables.map((table) => {
      const perAudience = audiences.flatMap((audience): [string, Readable][] => {
        const judged = judge(table, audience);
        return 'reads' in judged && judged.reads !== undefined ? [[audience, judged.reads]] : [];
      });
      return [table.name, new Map(perAudience)];
    }),
  );
}

/** Makes the judge of one table and one audience. @param tables each after those it reads */
export function createJudge(
  tables: readonly ReadTable[],
  datasets: readonly ReadDataset[],
): (table: ReadTable, audience: string) => Judgement {
  const trace = createTrace(tables, datasets);
  const mayReadColumn = createColumnRule(tables, datasets);
  return (table, audience) => {
    const columns = table.columns.map(({ name }) => name).filter((name) => mayReadColumn(table, audience, name));
    if (columns.length === 0) return { reads: undefined };
    const restricted = datasets.flatMap(({ name, readers }) => {
      const rows = readers.find((reader) => reader.audience === audience)?.rows;
      return rows === undefined ? [] : rows.map((condition) => ({ dataset: name, condition }));
    });
    return judgeRows(table, columns, restricted, trace);
  };
}

function createColumnRule(tables: readonly ReadTable[], datasets: readonly ReadDataset[]) {
  const sources = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const built = new Map(tables.map((table) => [table.name, table]));
  const origins = traceOrigins(tables, datasets);
  const mayReadSource = (name: string, audience: string, column: string, from: Origins): boolean => {
    const dataset = sources.get(name);
    // Of a source that is not known nobody may read anything.
    if (dataset === undefined)
      return built.get(name)?.reads.every((read) => mayReadSource(read, audience, column, from)) ?? false;
    const { readers } = dataset;
    const mayReadRest = readers.length === 0 || readers.some((reader) => reader.audience === audience);
    const used = dataset.columns.filter((one) => from === undefined || from.has(originKey(name, one.name)));
    // The name counts too: what is joined with a column may hold its values.
    const named = dataset.columns.find((one) => one.name === column)?.readers ?? [];
    return (
      (named.length > 0 ? named.includes(audience) : mayReadRest) &&
      used.every((one) => (one.readers.length > 0 ? one.readers.includes(audience) : mayReadRest))
    );
  };
  return (table: ReadTable, audience: string, column: string): boolean => {
    const from = origins.get(table.name.toLowerCase())?.find((one) => one.name === column)?.from;
    return table.reads.every((read) => mayReadSource(read, audience, column, from));
  };
}

interface Restriction {
  readonly dataset: string;
  readonly condition: RowCondition;
}

function judgeRows(
  { name }: ReadTable,
  columns: readonly string[],
  restricted: readonly Restriction[],
  trace: Trace,
): Judgement {
  const unmet: UnmetCondition[] = [];
  const mixed = new Set<string>();
  const rows = new Map<string, RowCondition>();
  for (const { dataset, condition } of restricted) {
    const { column, values } = condition;
    const carried = trace(dataset, column).get(name);
    if (carried?.reads !== true) continue;
    const isKept = columns.includes(column) && carried.columns.some((one) => one.name === column && one.key);
    if (!isKept) unmet.push({ dataset, column });
    for (const one of carried.columns) if (one.mixed) mixed.add(one.name);
    const before = rows.get(column)?.values;
    rows.set(column, { column, values: values.filter((value) => before === undefined || before.includes(value)) });
  }
  const [first, ...more] = unmet;
  if (first !== undefined) return { unmet: [first, ...more] };
  const kept = columns.filter((column) => !mixed.has(column));
  const conditions = [...rows.values()];
  const isEmpty =
    kept.length === 0 || conditions.some(({ column, values }) => values.length === 0 || !kept.includes(column));
  if (isEmpty) return { reads: undefined };
  return { reads: { columns: kept, rows: conditions.length === 0 ? undefined : conditions } };
}
