import { formatFinding } from '../../schema/finding.ts';
import type { QuarantinedRecord } from '../clean-file.ts';
import type { CleanRun } from './run-clean.ts';

/** The first message with a code, in the one form of every message: of the file if it has one, else of a record. */
export function exampleMessage({ result, quarantine }: CleanRun, code: string): string | undefined {
  const finding = result.findings.find((one) => one.code === code);
  if (finding !== undefined) return formatFinding(finding);
  for (const line of quarantine.split('\n').filter((text) => text !== '')) {
    const record: QuarantinedRecord = JSON.parse(line);
    const reason = record.reasons.find((one) => one.code === code);
    if (reason === undefined) continue;
    const subject = reason.column === null ? '' : `${reason.column}: `;
    return `${record.file}:${record.line}: ${subject}${reason.message} [${code}]`;
  }
  return undefined;
}
