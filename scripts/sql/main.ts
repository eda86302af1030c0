import process from 'node:process';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printFindings } from '../cli/print-findings.ts';
import { findProject } from '../lake/project.ts';
import { type AskedSql, readSql } from './read-sql.ts';
import type { SeenLake } from './see-as.ts';
import type { SqlSource } from './sql-source.ts';
import type { OutputForm } from './write-rows.ts';

/** Text of `sluice sql --help`. */
export const help = `Run Spark SQL over the lake, or over any folder of CSV and Parquet files.

Usage: npx sluice sql "SELECT …" | FILE.sql | -  [--tables DIR | --as AUDIENCE] [--csv | --json] [--limit N]

Reads the final tables and the processed datasets of .lake by their names. The SQL is ANSI Spark 3.5, as in transform.sql; what
would not mean the same in DuckDB is refused, with the nearest allowed way (glue/duckdb/spark-sql/README.md lists what is allowed).
Unlike there, LIMIT may stand without ORDER BY.

  --tables DIR   read DIR instead of the lake: x.csv and x.parquet are the table x, a folder of such files is one table
  --as AUDIENCE  answer as that audience would see it in AWS: final tables alone, of them the columns and rows that "readers" in the
                 schemas give it
  --csv          RFC 4180: header, LF, NULL as an empty field, empty text as ""
  --json         an array of objects; whole numbers beyond 2^53 and decimals as text, times in ISO 8601 with Z, NULL as null
  --limit N      write at most N rows; 0 means all. On a terminal 200 unless it says otherwise, elsewhere all
  -              read the SQL from standard input

Exit codes: 0 fine, 1 the SQL was refused or failed, 2 used wrongly, 3 there is no lake.
`;

/** Rows on a terminal without --limit. */
const screenful = 200;

/** `sluice sql`. @throws CommandError for wrong use and a missing lake */
export async function main(
  args: readonly string[],
  effects: Effects,
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
): Promise<number> {
  const { values, positionals } = parseArguments('sql', dashLast(args), {
    tables: { type: 'string' },
    as: { type: 'string' },
    csv: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    limit: { type: 'string' },
  });
  const [text, ...more] = positionals;
  if (text === undefined || more.length > 0)
    throw usageError('sql', 'one SELECT, FILE.sql or -', `${positionals.length} arguments`);
  if (values.csv && values.json) throw usageError('sql', '--csv or --json', 'both', 'leave one out');
  if (values.as !== undefined && values.tables !== undefined)
    throw usageError('sql', '--as or --tables', 'both', 'a folder has no audiences: leave one out');
  const form: OutputForm = values.csv ? 'csv' : values.json ? 'json' : 'table';
  const limit = readLimit(values.limit, form === 'table' && effects.stdout.isTTY === true ? screenful : undefined);
  const asked = await readSql(text, effects, stdin);
  const source = await openSource(values, effects);
  try {
    return await answer(asked, source, { form, limit }, effects);
  } finally {
    source.close();
  }
}

/** node:util takes a lone `-` for a positional, but only after `--` where options follow it. */
const dashLast = (args: readonly string[]): readonly string[] =>
  args.includes('-') ? [...args.filter((arg) => arg !== '-'), '-'] : args;

function readLimit(text: string | undefined, otherwise: number | undefined): number | undefined {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw usageError('sql', 'a whole number of rows for --limit', `"${text}"`);
  return text === '0' ? undefined : Number(text);
}

async function openSource(
  { tables, as }: { tables?: string | undefined; as?: string | undefined },
  effects: Effects,
): Promise<SqlSource & Partial<SeenLake>> {
  if (tables !== undefined) {
    const { openFolder } = await import('./open-folder.ts');
    return await openFolder(tables, effects);
  }
  const { openLakeTables } = await import('./open-lake-tables.ts');
  const lake = await openLakeTables(effects);
  if (as === undefined) return lake;
  const { seeAs } = await import('./see-as.ts');
  try {
    return await seeAs(as, lake, findProject(effects.cwd));
  } catch (error) {
    lake.close();
    throw error;
  }
}

async function answer(
  asked: AskedSql,
  source: SqlSource & Partial<SeenLake>,
  output: { form: OutputForm; limit: number | undefined },
  effects: Effects,
): Promise<number> {
  const { runSql } = await import('./run-sql.ts');
  const { writeRows } = await import('./write-rows.ts');
  const result = await runSql(asked, source);
  if (result.findings !== undefined) {
    printFindings(source.explain?.(result.findings) ?? result.findings, effects);
    return exitCodes.data;
  }
  for (const note of result.reads.flatMap((name) => source.notes.get(name) ?? []))
    effects.stderr.write(`warn ${note}\n`);
  const failure = await writeRows(result, output, effects);
  if (failure === undefined) return exitCodes.fine;
  const { explainFailure } = await import('../../glue/duckdb/spark-sql/explain-failure.ts');
  const finding = explainFailure(failure.error, asked.file);
  if (finding === undefined)
    throw new CommandError('sql-engine', 'environment', `${asked.file}: expected DuckDB to run it; see the reason`, {
      cause: failure.error,
    });
  printFindings([finding], effects);
  return exitCodes.data;
}
