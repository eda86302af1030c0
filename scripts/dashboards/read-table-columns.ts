import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TableColumn } from '../../glue/duckdb/table.ts';
import { parseColumnType } from '../../lambda/schema/column-type.ts';
import type { Tables } from './dashboard.ts';

/**
 * The columns of the final tables, out of each folder's table.json. What else stands there, and whether it is right, is judged
 * with the tables; a column of an unknown type, and a file that is no JSON, give none here.
 * @param room the folder glue/tables
 */
export async function readTableColumns(room: string): Promise<Tables> {
  const entries = await readdir(room, { withFileTypes: true }).catch(() => []);
  const tables = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => {
      const text = await readFile(path.join(room, name, 'table.json'), 'utf8').catch(() => '');
      const columns = columnsOf(text);
      return columns === undefined ? [] : [[name, { columns }] as const];
    });
  return new Map((await Promise.all(tables)).flat());
}

function columnsOf(text: string): readonly TableColumn[] | undefined {
  const list = listed(text);
  return list?.flatMap((column: unknown) => {
    if (typeof column !== 'object' || column === null || !('name' in column) || !('type' in column)) return [];
    const { name, type: written } = column;
    const type = typeof written === 'string' ? parseColumnType(written) : undefined;
    if (typeof name !== 'string' || type === undefined) return [];
    return [{ name, type, nullable: true, description: '', unit: undefined }];
  });
}

function listed(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const columns = typeof value === 'object' && value !== null && 'columns' in value ? value.columns : undefined;
    return Array.isArray(columns) ? columns : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
