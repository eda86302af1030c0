import { type TextColumn, textTable } from '../../cli/text-table.ts';
import type { TransformReport } from './rerun-transform.ts';

const columns: readonly TextColumn[] = [{ title: 'table' }, { title: 'outcome' }, { title: 'rows', align: 'right' }];

/** Lines for stdout: a table each. */
export function transformLines({ tables }: TransformReport): string[] {
  return tables.length === 0
    ? []
    : textTable(
        columns,
        tables.map(({ table, outcome, rows }) => [table, outcome, String(rows)]),
      );
}

/** The last lines, for stderr. */
export function transformSummary({ run, status, seconds, job, execution, crawl }: TransformReport): string[] {
  const dpu = job?.dpuHours === undefined ? '' : `, ${job.dpuHours} DPU-hours`;
  return [
    `run ${run}: ${status} after ${seconds} s: ${execution}`,
    ...(job === undefined ? [] : [`job ${job.id}: ${job.state}, ${job.seconds} s${dpu}: ${job.logs}`]),
    ...(crawl === undefined ? [] : [`crawl: ${crawl.running ? 'under way' : (crawl.status ?? 'none')}`]),
  ];
}

/** For `--json`: an error is its code and message. */
export const transformInJson = ({ failure, ...report }: TransformReport) => ({
  ...report,
  failure: failure === undefined ? null : { code: failure.code, message: failure.message },
});
