import { colour } from '../cli/colour.ts';
import type { Effects } from '../cli/effects.ts';
import { printFindings } from '../cli/print-findings.ts';
import { textTable } from '../cli/text-table.ts';
import type { BuildResult } from '../lake/build-result.ts';

const count = new Intl.NumberFormat('en-US');

/** The build's summary: findings and one line a table on stderr, the table of files on stdout. */
export function printResult(result: BuildResult, effects: Effects): void {
  printFindings(result.findings, effects);
  const rows = result.files.map((file) => [
    file.file,
    count.format(file.rowsIn),
    count.format(file.rowsClean),
    count.format(file.rowsQuarantined),
    milliseconds(file.milliseconds),
    file.status === 'failed' ? (file.stale ? 'failed: last good version kept' : 'failed') : file.stale ? 'stale' : '',
  ]);
  const total = (pick: (file: BuildResult['files'][number]) => number) =>
    count.format(result.files.reduce((sum, file) => sum + pick(file), 0));
  const all = [
    `${result.files.length} files`,
    total((file) => file.rowsIn),
    total((file) => file.rowsClean),
    total((file) => file.rowsQuarantined),
    milliseconds(result.steps.find(({ step }) => step === 'clean')?.milliseconds),
    '',
  ];
  const lines = textTable(
    [
      { title: 'file' },
      { title: 'rows in', align: 'right' },
      { title: 'clean', align: 'right' },
      { title: 'quarantined', align: 'right' },
      { title: 'time', align: 'right' },
      { title: '' },
    ],
    [...rows, all],
  );
  effects.stdout.write(`${lines.join('\n')}\n`);
  for (const file of result.removed) effects.stderr.write(`removed ${file}\n`);
  effects.stderr.write(`${tablesLine(result, effects)}\n`);
}

function tablesLine(result: BuildResult, effects: Effects): string {
  const groups = new Map<string, string[]>();
  for (const { status, stale, table } of result.tables) {
    const state = stale && status !== 'missing' ? 'stale' : status;
    groups.set(state, [...(groups.get(state) ?? []), table]);
  }
  const parts = [...groups].map(([state, tables]) => {
    const text = `${tables.length} ${state}`;
    const fine = state === 'built' || state === 'unchanged';
    return fine ? text : colour('red', `${text} (${tables.join(', ')})`, effects);
  });
  return `tables: ${parts.length === 0 ? 'none' : parts.join(', ')}`;
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? 'unchanged' : `${Math.round(value)} ms`;
}
