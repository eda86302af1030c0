import type { Effects } from '../cli/effects.ts';
import { textTable } from '../cli/text-table.ts';
import type { CleanedFile } from './clean-one-file.ts';
import { shownPath } from './shown-path.ts';

/** One line of `--json`: what a script wants to know of one file. */
export function jsonLine({ planned, result, written, seconds }: CleanedFile, cwd: string): string {
  const { status, rowsIn, rowsClean, rowsQuarantined, reasons, findings, report } = result;
  const { dialect, encoding, bytes, assumed } = report;
  return JSON.stringify({
    file: planned.file,
    status,
    rows: rowsIn,
    clean: rowsClean,
    quarantined: rowsQuarantined,
    reasons,
    dialect,
    encoding: encoding.name,
    bytes,
    seconds,
    assumed,
    findings,
    outputs: written.map((path) => shownPath(cwd, path)),
  });
}

/** The table at the end, and why rows were quarantined, most frequent first. */
export function summary(files: readonly CleanedFile[], { cwd }: Effects): string[] {
  const right = 'right' as const;
  const table = textTable(
    [
      { title: 'file' },
      { title: 'rows in', align: right },
      { title: 'clean', align: right },
      { title: 'quarantined', align: right },
      { title: 'seconds', align: right },
      { title: 'written' },
    ],
    files.map(({ planned, result, seconds }) => [
      planned.file,
      String(result.rowsIn),
      result.status === 'failed' ? '-' : String(result.rowsClean),
      String(result.rowsQuarantined),
      seconds.toFixed(2),
      result.status === 'failed' ? 'refused as a whole' : shownPath(cwd, planned.clean),
    ]),
  );
  const reasons = files.flatMap(({ planned, result }) =>
    [...result.reasons]
      .sort((a, b) => b.rows - a.rows)
      .map((reason) => [planned.file, String(reason.rows), reason.code, reason.column ?? '']),
  );
  if (reasons.length === 0) return table;
  const columns = [{ title: 'file' }, { title: 'rows', align: right }, { title: 'reason' }, { title: 'column' }];
  return [...table, '', ...textTable(columns, reasons)];
}
