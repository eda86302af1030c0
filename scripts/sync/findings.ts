import { type Finding, quote } from '../../lambda/schema/finding.ts';

/** What a sync can find, besides what datasets/ itself has wrong (scripts/lake/FINDINGS.md). Every wording is here. */
export const syncCodes = [
  'changed-by-hand-and-gone',
  'file-refused',
  'key-taken',
  'plan-changed',
  'removed-by-hand',
  'replaced-by-hand',
  'table-not-published',
] as const;
export type SyncCode = (typeof syncCodes)[number];
export type SyncFinding = Finding<SyncCode>;

/** What clean counted in a file that it refused. */
export interface RefusedRows {
  readonly rowsIn: number;
  readonly rowsQuarantined: number;
}

const finding = (
  code: SyncCode,
  severity: SyncFinding['severity'],
  file: string,
  rest: Omit<SyncFinding, 'code' | 'severity' | 'place'>,
): SyncFinding => ({ code, severity, place: { file }, ...rest });

export const findings = {
  /** @param file in the repository @param object `s3://…` of what lies there */
  keyTaken: (file: string, object: string) =>
    finding('key-taken', 'error', file, {
      expected: `no object of somebody else at ${object}`,
      got: 'one that sync did not put, with other content',
      fix: 'rename the committed file, or have the object removed by who uploaded it',
    }),
  replacedByHand: (file: string, object: string) =>
    finding('replaced-by-hand', 'warn', file, {
      expected: `${object} as sync put it`,
      got: 'another content',
      fix: 'commit what should be there: the committed file takes its place again, and versions of the bucket keep the other',
    }),
  removedByHand: (file: string, object: string) =>
    finding('removed-by-hand', 'warn', file, {
      expected: `${object} as sync put it`,
      got: 'nothing',
      fix: 'remove the file from the repository if it should be gone: it is put again',
    }),
  changedByHandAndGone: (object: string) =>
    finding('changed-by-hand-and-gone', 'warn', object, {
      expected: 'the object that sync put, to remove it as its file is gone',
      got: 'another content, which somebody else put there',
      fix: 'remove it by hand if nobody needs it; sync leaves it alone from now on',
    }),
  /** @param was what was insisted on @param is the plan's hash now */
  planChanged: (environment: string, was: string, is: string) =>
    finding('plan-changed', 'error', environment, {
      expected: `plan ${quote(was)}`,
      got: `plan ${is}: the repository or the lake has changed since`,
      fix: 'look at it again with --plan; nothing was done',
    }),
  /**
   * @param file in the repository, or `s3://…` of an uploaded one
   * @param report of clean, `s3://…`
   * @param ours whether this sync or its commit brought it about; otherwise whoever uploaded the file did, and no deploy fails for it
   */
  fileRefused: (file: string, { rowsIn, rowsQuarantined }: RefusedRows, report: string, ours: boolean) =>
    finding('file-refused', ours ? 'error' : 'warn', file, {
      expected: 'a file that clean takes, with no more bad rows than its schema tolerates',
      got: `${rowsQuarantined} of ${rowsIn} rows quarantined`,
      fix: `see ${report} and ${ours ? 'mend the file' : 'tell whoever uploaded it'}; the last good version stays in the lake`,
    }),
  /** @param why the first message of the run's record */
  tableNotPublished: (table: string, outcome: string, why: string | undefined) =>
    finding('table-not-published', 'error', `glue/tables/${table}`, {
      expected: 'a table that the run publishes',
      got: why === undefined ? outcome : `${outcome}: ${quote(why, 300)}`,
      fix: 'mend the table or its data; its last good rows stand',
    }),
} as const;
