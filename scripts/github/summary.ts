import { stat } from 'node:fs/promises';
import { type Finding, formatPlace } from '../../lambda/schema/finding.ts';
import type { Effects } from '../cli/effects.ts';
import { inOrder } from '../cli/print-findings.ts';
import { codeMarkdown, cutAtRow, escapeMarkdown, tableHead, tableRow } from './markdown.ts';
import { appendTo } from './write-outputs.ts';

/** A step's summary may take 1 MiB; a larger one is dropped: https://docs.github.com/actions/reference/limits */
export const mostSummaryBytes = 1024 ** 2;

export interface Summary {
  /** Plain text. */
  readonly title: string;
  /** One line of figures: what was counted, and how much it is. Plain text. */
  readonly scoreboard: readonly (readonly [label: string, value: string | number])[];
  readonly findings: readonly Finding[];
  /** The command that shows every finding, for those that don't fit. */
  readonly command: string;
}

/**
 * A heading, the scoreboard, and a table of findings, errors first, cut at a row where the room ends.
 * @param room bytes in UTF-8
 */
export function summaryOf({ title, scoreboard, findings, command }: Summary, room = mostSummaryBytes): string {
  const labels = scoreboard.map(([label]) => escapeMarkdown(label));
  const values = scoreboard.map(([, value]) => escapeMarkdown(String(value)));
  const board = labels.length === 0 ? '' : `${tableHead(labels, labels.length)}${tableRow(values)}\n`;
  const top = `## ${escapeMarkdown(title)}\n\n${board}`;
  if (findings.length === 0) return top;
  const head = tableHead(['', 'where', 'what', 'code']);
  const rows = inOrder(findings).map(findingRow);
  const more = (left: number) => `\n${left} more: run ${codeMarkdown(command)}\n`;
  return top + head + cutAtRow(rows, room - Buffer.byteLength(top + head), more);
}

function findingRow(finding: Finding): string {
  const { severity, place, subject, expected, got, fix, code } = finding;
  const what = [
    subject === undefined ? '' : `${codeMarkdown(subject)}: `,
    `expected ${escapeMarkdown(expected)}`,
    got === undefined ? '' : `, got ${codeMarkdown(got)}`,
    fix === undefined ? '' : `<br>${escapeMarkdown(fix)}`,
  ].join('');
  return tableRow([severity === 'error' ? '❌' : '⚠️', codeMarkdown(formatPlace(place)), what, codeMarkdown(code)]);
}

/**
 * Adds to the summary of a workflow's step, by the file that GITHUB_STEP_SUMMARY names; elsewhere nothing happens.
 * @param make gives the text for the bytes that are left of 1 MiB
 * @throws CommandError `no-output-file`
 */
export async function writeSummary(make: (room: number) => string, { env }: Pick<Effects, 'env'>): Promise<void> {
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return;
  const used = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  const text = make(mostSummaryBytes - used);
  if (used + Buffer.byteLength(text) <= mostSummaryBytes) await appendTo('GITHUB_STEP_SUMMARY', file, text);
}
