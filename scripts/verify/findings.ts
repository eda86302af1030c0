import { type Finding, quote } from '../../lambda/schema/finding.ts';

/** What can be wrong with a deploy that is live. One code is one heading in FINDINGS.md. */
export const verifyCodes = [
  'column-differs',
  'dashboard-not-live',
  'not-readable',
  'rows-differ',
  'run-failed',
  'table-not-built',
] as const;
export type VerifyCode = (typeof verifyCodes)[number];
export type VerifyFinding = Finding<VerifyCode>;

const error = (
  code: VerifyCode,
  file: string,
  rest: Omit<VerifyFinding, 'code' | 'severity' | 'place'>,
): VerifyFinding => ({ ...{ code, severity: 'error', place: { file } }, ...rest });

const contract = (table: string): string => `glue/tables/${table}/table.json`;

/** Every sentence. None holds a value of a row. */
export const findings = {
  columnDiffers: (table: string, column: string, expected: string, got: string) =>
    error('column-differs', contract(table), {
      ...{ subject: column, expected: `type ${expected} from Athena`, got: quote(got) },
      fix: 'see sluice catalog --plan, and the record of the last run',
    }),
  dashboardNotLive: (dashboard: string, got: string) =>
    error('dashboard-not-live', `dashboards/${dashboard}/definition.json`, {
      expected: 'a published version with status CREATION_SUCCESSFUL or UPDATE_SUCCESSFUL',
      got,
      fix: 'see sluice publish --plan',
    }),
  /** @param asked what could not be read, in words; `why`: what Athena says */
  notReadable: (table: string, asked: string, audience: string, why: string) =>
    error('not-readable', contract(table), {
      ...{ subject: `as ${audience}`, expected: asked, got: quote(why, 300) },
      fix: 'run sluice catalog, and see what the role of the audience may',
    }),
  rowsDiffer: (table: string, audience: string, expected: string, got: number) =>
    error('rows-differ', contract(table), {
      ...{ subject: `as ${audience}`, expected, got: String(got) },
      fix: 'see which snapshot is current, and whether somebody else writes to the table',
    }),
  /** @param run its name, or the machine's */
  runFailed: (run: string, got: string) =>
    error('run-failed', run, {
      ...{ expected: 'a last run that left a record of its tables', got },
      fix: 'read the execution and the log of the job, and start another run',
    }),
  tableNotBuilt: (table: string, expected: string, got: string) =>
    error('table-not-built', contract(table), { expected, got, fix: 'read the record of the run, and start another' }),
} as const;
