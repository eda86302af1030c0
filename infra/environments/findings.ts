import { type Finding, type Place, quote } from '../../lambda/schema/finding.ts';

/** What can be wrong with environments.json. */
export const environmentCodes = [
  'environments-unreadable',
  'environments-syntax',
  'environments-shape',
  'foreign-principal',
  'restricted-dataset',
  'unknown-audience',
  'unknown-dataset',
  'unknown-environment',
] as const;
export type EnvironmentCode = (typeof environmentCodes)[number];
export type EnvironmentFinding = Finding<EnvironmentCode>;

const error = (code: EnvironmentCode, place: Place, rest: Omit<EnvironmentFinding, 'code' | 'severity' | 'place'>) =>
  ({ code, severity: 'error', place, ...rest }) as const satisfies EnvironmentFinding;

export const findings = {
  /** @param why the system's word: ENOENT, EACCES */
  unreadable: (place: Place, why: string) =>
    error('environments-unreadable', place, { expected: 'a file that can be read', got: why }),
  syntax: (place: Place, expected: string, got?: string) => error('environments-syntax', place, { expected, got }),
  shape: (place: Place, subject: string, expected: string) =>
    error('environments-shape', place, { subject, expected, fix: 'see environments.schema.json' }),
  foreignPrincipal: (place: Place, arn: string, account: string) =>
    error('foreign-principal', place, {
      expected: `a principal of account ${account}`,
      got: quote(arn),
      fix: 'name a role of the same account, which people of others may assume',
    }),
  unknownEnvironment: (place: Place, name: string, known: readonly string[]) =>
    error('unknown-environment', place, {
      subject: '-c environment',
      expected: `one of ${known.join(', ')}`,
      got: quote(name),
      fix: 'name an entry of environments.json',
    }),
  restrictedDataset: (place: Place, environment: string, dataset: string) =>
    error('restricted-dataset', place, {
      subject: `${environment}.analytics.s3Manifests`,
      expected: 'datasets that anybody may see, without readers and sensitive columns',
      got: quote(dataset),
      fix: 'take it out: QuickSight reads the final tables made of it through Athena, as its readers may',
    }),
  unknownDataset: (place: Place, environment: string, dataset: string, near: string | undefined) =>
    error('unknown-dataset', place, {
      subject: `${environment}.analytics.s3Manifests`,
      expected: 'a dataset of the repository',
      got: quote(dataset),
      fix: near === undefined ? 'name a folder of datasets/' : `did you mean ${near}?`,
    }),
  unknownAudience: (place: Place, dataset: string, reader: string, environment: string) =>
    error('unknown-audience', place, {
      subject: dataset,
      expected: `a reader that is an audience of environment ${environment}`,
      got: quote(reader),
      fix: `add the audience to ${environment}, or correct "readers"`,
    }),
};
