import type { RunRecord, TableOutcome } from './run-record.ts';

/** What a run's record comes to: what the machine chooses by, and what it tells people. */
export interface Verdict {
  /** `refused`: at least one table was not published, and its last good rows stand. */
  readonly outcome: 'published' | 'unchanged' | 'refused';
  /** Tables whose rows are new to readers, by name. */
  readonly changed: readonly string[];
  /** A line each, for a notice. */
  readonly notice: string;
}

const bad: readonly TableOutcome[] = ['refused', 'failed', 'stale'];
/** A notice is read by people, and SNS takes 256 KiB in all. */
const findingsShown = 3;

const stands: Readonly<Record<TableOutcome, string>> = {
  published: 'published',
  unchanged: 'unchanged',
  refused: 'a quality rule failed; its last good rows stand',
  failed: 'could not be built; its last good rows stand',
  stale: 'not built, since it reads one of those; its last good rows stand',
};

/** @param record of the run @returns with names in code-point order, whatever the job's order was */
export function judgeRun({ run, tables }: RunRecord): Verdict {
  const sorted = [...tables].sort((left, right) => (left.table < right.table ? -1 : 1));
  const changed = sorted.filter(({ outcome }) => outcome === 'published').map(({ table }) => table);
  const outcome = sorted.some((table) => bad.includes(table.outcome))
    ? 'refused'
    : changed.length > 0
      ? 'published'
      : 'unchanged';
  const lines = sorted
    .filter(({ outcome: of }) => of !== 'unchanged')
    .flatMap(({ table, outcome: of, rows, findings }) => [
      `${table}: ${stands[of]}${of === 'published' ? `, ${rows} rows` : ''}`,
      ...findings.slice(0, findingsShown).map((finding) => `  ${finding.slice(0, 400)}`),
      ...(findings.length > findingsShown ? [`  and ${findings.length - findingsShown} more`] : []),
    ]);
  const same = tables.length - lines.filter((line) => !line.startsWith(' ')).length;
  return { outcome, changed, notice: [`Run ${run}`, ...lines, `${same} unchanged`].join('\n') };
}
