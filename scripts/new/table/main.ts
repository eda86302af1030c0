import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { didYouMean } from '../../../glue/duckdb/did-you-mean.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { CommandError, exitCodes } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import { printFindings } from '../../cli/print-findings.ts';
import { createProgress } from '../../cli/progress.ts';
import { findProject, type Project } from '../../lake/project.ts';
import { readSql } from '../../sql/read-sql.ts';
import { expectNewName, writeNewFolder } from '../new-folder.ts';
import type { AskedTable } from './asked-table.ts';
import type { DraftedTable } from './draft-table.ts';
import { printDraft } from './print-draft.ts';

export const help: string = `Draft a final table: SQL, its output contract, quality rules and a first case, all of which hold on today's rows.

Usage: npx sluice new table NAME --from DATASET... [--dry-run] [--json]
       npx sluice new table NAME --sql FILE [--dry-run] [--json]

Writes glue/tables/NAME/. The rows are those of the committed files, cleaned beside the lake: it need not be built. A row of the table is a
row of the dataset that looks the others up; what is unsure is said in lines that begin with look.

  --from DATASET...  datasets or final tables, also separated by commas. Of several, one has to find at most one row of each other by columns whose names or
                     values say so; it keeps all of its rows (LEFT JOIN)
  --sql FILE         a SELECT in Spark SQL, taken as it is; the rest is drafted from what it gives. - reads standard input
  --dry-run          write nothing; print the files
  --json             everything as data: files, key, partitions, toLookAt; or the findings

Exit codes: 0 drafted, 1 the data or the SQL has findings, 2 used wrongly, 3 the surroundings failed.
`;

/** `sluice new table`. @throws CommandError for wrong use and failed surroundings */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('new table', args, {
    from: { type: 'string', multiple: true, default: [] },
    sql: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [name, ...more] = positionals;
  if (name === undefined) throw usageError('new table', 'the name of the new table', 'none');
  const project = findProject(effects.cwd);
  await expectNewName('table', name, [project.tables, project.datasets]);
  const from = [
    ...new Set([...values.from, ...more].flatMap((each) => each.split(',')).map((each) => each.trim())),
  ].filter(Boolean);
  const progress = createProgress(effects);
  progress.step('reading schemas and tables');
  const [{ readDeclared }, { draftTable }] = await Promise.all([
    import('./open-sources.ts'),
    import('./draft-table.ts'),
  ]);
  const asked = await readAsked(name, from, values.sql, effects);
  const declared = await readDeclared(project);
  if (asked.from !== undefined)
    expectKnown(asked.from, [...declared.datasets.map((one) => one.name), ...declared.folders]);
  const drafted = await draftTable(declared, asked, (text) => progress.step(text));
  progress.clear();
  if ('findings' in drafted) return refuse(name, drafted.findings, values.json, effects);
  if (!values['dry-run']) await write(project, drafted);
  printDraft(drafted, { written: !values['dry-run'], json: values.json }, effects);
  return exitCodes.fine;
}

async function readAsked(
  name: string,
  from: readonly string[],
  sql: string | undefined,
  effects: Effects,
): Promise<AskedTable> {
  if (sql === undefined && from.length === 0)
    throw usageError('new table', '--from DATASET... or --sql FILE', 'neither');
  if (sql === undefined) return { name, from };
  if (from.length > 0)
    throw usageError('new table', '--from or --sql', 'both', 'the SELECT says what it reads: leave --from out');
  if (sql === '-') return { name, sql: await readSql('-', effects, effects.stdin ?? process.stdin) };
  try {
    return { name, sql: { text: await readFile(resolve(effects.cwd, sql), 'utf8'), file: sql } };
  } catch (cause) {
    const message = `${sql}: expected a file of SQL that can be read; check the path, or write - and give the SELECT to standard input`;
    throw new CommandError('unreadable-file', 'usage', message, { cause });
  }
}

function expectKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const choose = `choose among ${[...known].sort().join(', ')}`;
  throw usageError('new table', 'datasets or final tables', `"${unknown}"`, didYouMean(unknown, known, choose));
}

async function write(project: Project, { name, files }: DraftedTable): Promise<void> {
  await writeNewFolder(project, project.tables, name, files);
}

function refuse(name: string, findings: readonly Finding[], json: boolean, effects: Effects): number {
  if (json) effects.stdout.write(`${JSON.stringify({ table: name, written: false, findings }, null, 2)}\n`);
  else printFindings(findings, effects);
  return exitCodes.data;
}
