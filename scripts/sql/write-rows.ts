import type { SqlColumn } from '../../glue/duckdb/spark-sql/translation.ts';
import type { Effects } from '../cli/effects.ts';
import { displayWidth, type TextColumn, textTable } from '../cli/text-table.ts';
import type { SqlRows } from './run-sql.ts';
import { csvField, jsonValue, shownValue } from './show-value.ts';

/** How rows are written. */
export type OutputForm = 'table' | 'csv' | 'json';

/**
 * Writes rows as they come (a table: all at once). One row more than the limit is asked for, so that a cut can be told.
 * @returns DuckDB's error, when the rows failed on the way
 */
export async function writeRows(
  rows: SqlRows,
  { form, limit }: { form: OutputForm; limit: number | undefined },
  effects: Effects,
): Promise<{ error: unknown } | undefined> {
  const writer = writers[form](rows.columns, effects);
  let count = 0;
  let isCut = false;
  try {
    for await (const chunk of rows.chunks()) {
      const room = limit === undefined ? chunk.length : Math.max(0, limit - count);
      isCut = room < chunk.length;
      const taken = chunk.slice(0, room);
      count += taken.length;
      writer.rows(taken);
      if (isCut) break;
    }
  } catch (error) {
    return { error };
  }
  writer.end();
  if (isCut) effects.stderr.write(`the first ${count} rows; --limit 0 gives all\n`);
  else if (form === 'table') effects.stderr.write(`${count} ${count === 1 ? 'row' : 'rows'}\n`);
  return undefined;
}

interface Writer {
  rows(rows: readonly (readonly unknown[])[]): void;
  end(): void;
}

const writers: Readonly<Record<OutputForm, (columns: readonly SqlColumn[], effects: Effects) => Writer>> = {
  csv: (columns, { stdout }) => {
    stdout.write(`${columns.map(({ name }) => csvField(name)).join(',')}\n`);
    return {
      rows: (rows) => {
        const lines = rows.map(
          (row) => `${columns.map(({ type }, index) => csvField(shownValue(row[index], type, 'iso'))).join(',')}\n`,
        );
        if (lines.length > 0) stdout.write(lines.join(''));
      },
      end: () => undefined,
    };
  },
  json: (columns, { stdout }) => {
    let before = '[';
    return {
      rows: (rows) => {
        for (const row of rows) {
          const fields = columns.map(
            ({ name, type }, index) => `${JSON.stringify(name)}: ${JSON.stringify(jsonValue(row[index], type))}`,
          );
          stdout.write(`${before}\n  {${fields.join(', ')}}`);
          before = ',';
        }
      },
      end: () => stdout.write(before === '[' ? '[]\n' : '\n]\n'),
    };
  },
  table: (columns, effects) => {
    const held: string[][] = [];
    return {
      rows: (rows) => {
        for (const row of rows)
          held.push(columns.map(({ type }, index) => shownValue(row[index], type, 'plain') ?? 'NULL'));
      },
      end: () => effects.stdout.write(`${tableText(columns, held, effects)}\n`),
    };
  },
};

const isNumber = (type: string): boolean => /^(tinyint|smallint|int|bigint|double|decimal\(.*)$/.test(type);

/** Aligned columns; on a terminal the widest are cut until a line fits it. */
function tableText(columns: readonly SqlColumn[], rows: readonly (readonly string[])[], { stdout }: Effects): string {
  const titles: TextColumn[] = columns.map(({ name, type }) => ({
    title: name,
    align: isNumber(type) ? 'right' : 'left',
  }));
  const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
  let most = width === undefined ? Number.POSITIVE_INFINITY : Math.max(8, width);
  let lines = textTable(titles, rows, most);
  while (width !== undefined && most > 8 && lines.some((line) => displayWidth(line) > width)) {
    most = Math.max(8, Math.floor(most * 0.8));
    lines = textTable(titles, rows, most);
  }
  return lines.join('\n');
}
