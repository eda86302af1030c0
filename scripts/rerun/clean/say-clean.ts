import { type TextColumn, textTable } from '../../cli/text-table.ts';
import type { CleanReport } from './rerun-clean.ts';

const columns: readonly TextColumn[] = [
  { title: 'file' },
  { title: 'outcome' },
  { title: 'clean rows', align: 'right' },
  { title: 'quarantined', align: 'right' },
];

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Lines for stdout: a file each, or what a plan would do. */
export function cleanLines({ wanted, files }: CleanReport, planOnly: boolean): string[] {
  if (planOnly) return wanted.map(({ key, reasons }) => `clean ${key} (${reasons.join(', ')})`);
  if (files.length === 0) return [];
  const rows = files.map(({ file, outcome, rows: clean, quarantined }) => [
    ...[file, outcome, String(clean), String(quarantined)],
  ]);
  return textTable(columns, rows, 100);
}

/** The last line, for stderr. */
export function cleanSummary({ wanted, files, meant, deadLetters }: CleanReport, planOnly: boolean): string {
  const letters = deadLetters === undefined ? [] : [lettersIn(deadLetters, planOnly)];
  if (planOnly) return [...letters, `${wanted.length} of ${count(meant, 'file')} to clean`].join('; ');
  if (wanted.length === 0)
    return [
      ...letters,
      `nothing to clean: ${count(meant, 'file')}, all of the present schema, engine and token key`,
    ].join('; ');
  const failed = files.filter(({ outcome }) => outcome === 'failed').length;
  const rows = files.reduce((sum, one) => sum + one.rows, 0);
  const quarantined = files.reduce((sum, one) => sum + one.quarantined, 0);
  const figures = `${files.length} of ${count(meant, 'file')} cleaned: ${count(rows, 'clean row')}, ${quarantined} quarantined, ${failed} failed`;
  return [...letters, figures].join('; ');
}

function lettersIn({ came, moved, left }: NonNullable<CleanReport['deadLetters']>, planOnly: boolean): string {
  if (came === 0) return 'no dead letters';
  return planOnly
    ? `${count(came, 'dead letter')} to put back`
    : `${moved} of ${count(came, 'dead letter')} put back, ${left} left`;
}
