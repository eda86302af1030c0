import { quote } from '../../../lambda/schema/finding.ts';
import { catalog, type DataSetBody } from './data-set-request.ts';
import { sqlWords } from './sql-words.ts';

/** What a full data set reads. */
export interface TablesRead {
  /** Final tables that it may read: by name, or by a word of its SQL. */
  readonly tables: readonly string[];
  /** What it reads besides, in words; empty when it reads final tables alone. */
  readonly others: readonly string[];
}

/**
 * What a full data set reads, as far as anybody can tell. Whatever is not known to be a final table is among the others: to be refused.
 * @param tables names of all final tables
 * @param final the environment's final database, as the body names it
 */
export function tablesRead(body: DataSetBody, tables: Iterable<string>, final: string): TablesRead {
  // Athena's names know no case.
  const known = new Map([...tables].map((table) => [table.toLowerCase(), table]));
  const read = new Set<string>();
  const others = new Set<string>();
  const physical = Object.values(body.PhysicalTableMap ?? {});
  for (const { RelationalTable: relation, CustomSql: sql } of physical) {
    if (relation !== undefined) {
      const { Catalog = catalog, Schema, Name = '' } = relation;
      const table = known.get(Name.toLowerCase());
      if (table !== undefined) read.add(table);
      if (Catalog.toLowerCase() !== catalog.toLowerCase() || Schema?.toLowerCase() !== final.toLowerCase())
        others.add(`the database ${quote(`${Catalog}.${Schema ?? ''}`)}`);
      else if (table === undefined) others.add(`the table ${quote(Name)}`);
    } else if (sql?.SqlQuery !== undefined) {
      const { words, sources } = sqlWords(sql.SqlQuery);
      const named = words.flatMap((word) => known.get(word) ?? []);
      for (const table of named) read.add(table);
      if (named.length === 0) others.add(`SQL that names no final table`);
      for (const source of sources) {
        const [table = '', database = final.toLowerCase(), inCatalog = catalog.toLowerCase(), ...more] =
          source.toReversed();
        const isFinal =
          known.has(table) &&
          database === final.toLowerCase() &&
          inCatalog === catalog.toLowerCase() &&
          more.length === 0;
        if (!isFinal) others.add(`SQL of ${quote(source.join('.'))}`);
      }
    } else others.add('a physical table that is none of Athena');
  }
  if (physical.length === 0) others.add('no physical table');
  for (const arn of dataSetsRead([body.LogicalTableMap, body.DataPrepConfiguration]))
    others.add(`the data set ${quote(arn)}`);
  return { tables: [...known.values()].filter((table) => read.has(table)), others: [...others] };
}

/** Values of DataSetArn, however deep: a data set may stand on another in its logical tables and in its preparation. */
function dataSetsRead(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'DataSetArn' && inside !== undefined ? [String(inside)] : dataSetsRead(inside),
  );
}
