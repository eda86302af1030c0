import { type Finding, type Place, quote } from '../../lambda/schema/finding.ts';

/** What publishing and pulling find. One code is one heading in FINDINGS.md. */
export const publishCodes = [
  'column-in-use',
  'edited-live',
  'nobody-reads',
  'not-in-repository',
  'not-ours',
  'not-put-back',
  'refresh-failed',
  'restricted-data-set',
  'rolled-back',
  'row-rule',
  'unknown-principal',
  'version-outdated',
  'version-rejected',
  'would-empty',
] as const;
export type PublishCode = (typeof publishCodes)[number];
export type PublishFinding = Finding<PublishCode>;

type Rest = Omit<PublishFinding, 'code' | 'severity' | 'place'>;
const error = (code: PublishCode, place: Place, rest: Rest): PublishFinding => ({
  ...{ code, severity: 'error', place },
  ...rest,
});
const warn = (code: PublishCode, place: Place, rest: Rest): PublishFinding => ({
  ...{ code, severity: 'warn', place },
  ...rest,
});

interface PullFrom {
  readonly dashboard: string;
  readonly environment: string;
}
const pullCommand = ({ dashboard, environment }: PullFrom): string =>
  `npx sluice pull ${dashboard} --env ${environment}`;

/** All wording of findings. */
export const findings = {
  /** @param type QuickSight's word for the kind of error; `message`: its sentence */
  versionRejected: (place: Place, subject: string, type: string, message: string) =>
    error('version-rejected', place, {
      subject,
      expected: 'a version that QuickSight accepts',
      got: `${type}: ${quote(message, 300)}`,
      fix: 'correct it and publish again; the version before stays live',
    }),
  /** @param of what to pull: a folder's name, and the environment's */
  editedLive: (place: Place, name: string, what: string, of: PullFrom) =>
    error('edited-live', place, {
      subject: name,
      expected: 'what was published last',
      got: what,
      fix: `take it over with ${pullCommand(of)}, or publish with --overwrite-live`,
    }),
  rolledBack: (place: Place, name: string, version: string, of: PullFrom) =>
    error('rolled-back', place, {
      subject: name,
      expected: 'another definition than the one that was rolled back',
      got: `the same one, while version ${version} is live`,
      fix: `correct it, take the live one over with ${pullCommand(of)}, or publish with --overwrite-live`,
    }),
  wouldEmpty: (place: Place, name: string, what: 'sheets' | 'visuals', before: number, after: number) =>
    error('would-empty', place, {
      subject: name,
      expected: `at least half of the ${before} ${what} that are live`,
      got: String(after),
      fix: 'publish with --allow-emptying, if that is meant',
    }),
  /** @param changes as a plan says them: `- column x`, `~ column y` */
  columnInUse: (place: Place, name: string, changes: readonly string[], user: string) =>
    error('column-in-use', place, {
      subject: name,
      expected: `what ${user} shows live`,
      got: changes.join('; '),
      fix: `publish ${user} with it, so that it stops asking for that first`,
    }),
  nobodyReads: (place: Place, name: string, table: string) =>
    error('nobody-reads', place, {
      subject: name,
      expected: `a column of ${table} that an audience of the environment may read`,
      got: 'none',
      fix: 'name an audience under "readers" in the schemas, or take the data set out',
    }),
  notOurs: (place: Place, name: string, id: string, environment: string) =>
    error('not-ours', place, {
      subject: name,
      expected: `${id} with the tag sluice=${environment}`,
      got: 'one without it',
      fix: 'rename the folder, or remove by hand what carries its id',
    }),
  /** @param why what the surroundings said */
  notPutBack: (place: Place, name: string, why: string) =>
    error('not-put-back', place, {
      subject: name,
      expected: 'the data set as it was, for the version that is live still',
      got: `what the next version asks for, or a part of it: ${quote(why, 300)}`,
      fix: 'correct what is wrong and publish again, or bring back the files of the commit that is live and publish those',
    }),
  notInRepository: (place: Place, name: string, environment: string) =>
    warn('not-in-repository', place, {
      subject: name,
      expected: 'a folder of dashboards/',
      got: 'a published dashboard without one',
      fix: `keep it with ${pullCommand({ dashboard: name, environment })}, or delete it with npx sluice publish --env ${environment} --delete ${name}`,
    }),
  /** @param name as `--delete` takes it: `sales/orders`, `sales/theme` */
  notInFolder: (place: Place, name: string, kind: string, environment: string) =>
    warn('not-in-repository', place, {
      subject: name,
      expected: 'this file',
      got: `a published ${kind} without one`,
      fix: `bring the file back, or delete it with npx sluice publish --env ${environment} --delete ${name}`,
    }),
  unknownPrincipal: (
    place: Place,
    name: string,
    environment: string,
    nearest: string | undefined,
    known: readonly string[],
  ) =>
    error('unknown-principal', place, {
      expected: `a principal of environment ${environment}: ${known.join(', ') || 'it has none'}`,
      got: quote(name),
      fix:
        nearest === undefined
          ? 'map it under quickSight.principals in infra/environments/environments.json'
          : `did you mean ${quote(nearest)}?`,
    }),
  /** @param version such as `sales, version 3`; `misfit`: what it asks of its data sets; `bringBack`: how they give it again */
  versionOutdated: (
    place: Place,
    version: string,
    misfit: Pick<PublishFinding, 'subject' | 'expected' | 'got'>,
    bringBack: string,
  ) =>
    error('version-outdated', place, {
      subject: misfit.subject === undefined ? version : `${version}, ${misfit.subject}`,
      ...{ expected: misfit.expected, got: misfit.got },
      fix: `${bringBack}, or choose another version with --to`,
    }),
  rowRule: (place: Place, name: string, audience: string, expected: string, got: string) =>
    error('row-rule', place, {
      subject: `${name}, rows of ${audience}`,
      expected,
      got,
      fix: 'QuickSight can say no other rule of rows: restate it, or make a table for each audience in glue/',
    }),
  restrictedDataSet: (place: Place, name: string, table: string) =>
    error('restricted-data-set', place, {
      subject: name,
      expected: `a short data set of the table ${table}, of which some may read a part`,
      got: 'a full CreateDataSet',
      fix: `write {"table": ${quote(table)}, "mode": …}: publish then adds the rules of rows and columns`,
    }),
  refreshFailed: (place: Place, name: string, type: string, message: string) =>
    error('refresh-failed', place, {
      subject: name,
      expected: 'a refresh of SPICE that completes',
      got: `${type}: ${quote(message, 300)}`,
      fix: 'see the message; the next run of the pipeline refreshes it again',
    }),
} as const;
