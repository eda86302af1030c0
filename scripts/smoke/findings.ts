import { type Finding, quote } from '../../lambda/schema/finding.ts';

/** What a smoke can find wrong with a lake in AWS. */
export const smokeCodes = [
  'audience-differs',
  'audience-sees',
  'audience-sees-not',
  'call-refused',
  'file-not-clean',
  'left-behind',
  'permission-differs',
  'refresh-failed',
  'run-failed',
  'setting',
  'stack-state',
  'timed-out',
] as const;
export type SmokeCode = (typeof smokeCodes)[number];
export type SmokeFinding = Finding<SmokeCode>;

const error = (
  code: SmokeCode,
  file: string,
  rest: Omit<SmokeFinding, 'code' | 'severity' | 'place'>,
): SmokeFinding => ({
  ...{ code, severity: 'error', place: { file } },
  ...rest,
});

/** Every sentence of a smoke. Places are what AWS calls a thing: a bucket, a role, a query. */
export const findings = {
  stackState: (stack: string, expected: string, got: string) =>
    error('stack-state', stack, { expected, got, fix: 'deploy it again, and read its events' }),
  setting: (place: string, subject: string, expected: string, got: string, fix = 'deploy the stacks again') =>
    error('setting', place, { subject, expected, got, fix }),
  /** A call that should have been answered. @param cause the name that AWS gives it */
  callRefused: (place: string, expected: string, cause: string) =>
    error('call-refused', place, { expected, got: cause, fix: 'see what the role and the resource allow' }),
  fileNotClean: (file: string, subject: string, expected: string, got: string) =>
    error('file-not-clean', file, {
      subject,
      expected,
      got,
      fix: 'read the log of the clean function, and its report',
    }),
  runFailed: (run: string, subject: string, expected: string, got: string) =>
    error('run-failed', run, { subject, expected, got, fix: 'read the execution, and the log of the job' }),
  audienceSees: (role: string, subject: string, got: string) =>
    error('audience-sees', role, {
      ...{ subject, expected: 'Lake Formation to keep it from this role', got },
      fix: 'run sluice catalog, and take back grants and IAMAllowedPrincipals that are not its own',
    }),
  audienceSeesNot: (role: string, subject: string, expected: string, got: string) =>
    error('audience-sees-not', role, {
      ...{ subject, expected, got: quote(got, 300), fix: 'run sluice catalog, and see what the role may' },
    }),
  audienceDiffers: (role: string, subject: string, expected: string, got: string) =>
    error('audience-differs', role, {
      ...{ subject, expected: quote(expected), got: quote(got) },
      fix: 'see that the data of the lake is that of the repository: sluice sync, then a run',
    }),
  permissionDiffers: (role: string, asked: string, expected: 'allowed' | 'denied', got: string) =>
    error('permission-differs', role, {
      ...{ subject: asked, expected: `it ${expected}`, got },
      fix: 'see its policies, and deploy the stacks again',
    }),
  refreshFailed: (dataSet: string, expected: string, got: string) =>
    error('refresh-failed', dataSet, {
      expected,
      got,
      fix: 'open the data set in QuickSight: it says which permission it lacks',
    }),
  leftBehind: (place: string, got: string, fix: string) =>
    error('left-behind', place, { expected: 'nothing of the smoke', got, fix }),
  timedOut: (place: string, expected: string, got: string) =>
    error('timed-out', place, { expected, got, fix: 'allow it more time with --timeout, or see what holds it up' }),
};
