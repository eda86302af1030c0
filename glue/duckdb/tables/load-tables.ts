import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { findings } from '../findings.ts';
import type { SqlEngine } from '../sql-engine.ts';
import type { Table } from '../table.ts';
import { orderTables } from './order-tables.ts';
import { type ParsedTable, parseTable } from './parse-table.ts';
import { readTableFolders, type TableFolder } from './table-folder.ts';

/** All tables of a project. */
export interface LoadedTables {
  /** Tables without errors, each after those it reads. */
  readonly tables: readonly Table[];
  /** Every folder, by name, whether or not it holds a table. */
  readonly folders: readonly TableFolder[];
  readonly findings: readonly Finding[];
}

export interface LoadTablesOptions {
  /** Absolute path of glue/tables, and the path that findings name. */
  readonly room: string;
  readonly shown: string;
  readonly schemas: readonly DatasetSchema[];
  /** Datasets whose schema can't be read: they are known all the same. */
  readonly unreadable?: ReadonlySet<string>;
  readonly sql: SqlEngine;
}

/** Reads glue/tables: each folder by itself, then together: names are free, what is read exists, nothing reads itself. */
export async function loadTables({ room, shown, schemas, unreadable, sql }: LoadTablesOptions): Promise<LoadedTables> {
  const folders = await readTableFolders(room, shown);
  const parsed = await Promise.all(folders.map((folder) => parseTable(folder, sql)));
  const datasets = new Set([...schemas.map((schema) => schema.name), ...(unreadable ?? [])]);
  const names = new Set([...datasets, ...folders.map((folder) => folder.name)]);
  const checked = parsed.map((one) => checkNames(one, datasets, names));
  const sound = checked.flatMap(({ table, findings: found }) =>
    table === undefined || found.some((finding) => finding.severity === 'error') ? [] : [table],
  );
  const { ordered, findings: cycles } = orderTables(sound);
  return { tables: ordered, folders, findings: [...checked.flatMap((one) => one.findings), ...cycles] };
}

function checkNames(one: ParsedTable, datasets: ReadonlySet<string>, names: ReadonlySet<string>): ParsedTable {
  const { table } = one;
  if (table === undefined) return one;
  const found: Finding[] = [];
  const folder = table.sql.place.file.replace(/\/[^/]*$/, '');
  if (datasets.has(table.name)) found.push(findings.tableNameTaken({ file: folder }, table.name));
  for (const name of table.reads) {
    if (!names.has(name)) found.push(findings.readsUnknown(placeOfName(table, name), name, [...names]));
  }
  return { ...one, findings: [...one.findings, ...found] };
}

/** Where a name is first written, in the SQL or else in the rules. */
function placeOfName(table: Table, name: string) {
  for (const { text, place } of [table.sql, table.quality]) {
    const offset = text.search(new RegExp(`\\b${name}\\b`, 'i'));
    if (offset < 0) continue;
    const before = text.slice(0, offset).split('\n');
    return { file: place.file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
  return table.sql.place;
}
