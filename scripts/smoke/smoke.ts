import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf, type RoleUse } from '../../infra/names/names.ts';
import { type Aws, type AwsConfig, connectAws } from '../aws/connect-aws.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { takeRole } from '../aws/take-role.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Check, CheckReport, CheckResult } from './check.ts';
import { findLeftovers, removeAnswers, takeAway } from './clean-up.ts';
import { findings, type SmokeFinding } from './findings.ts';
import type { SmokePlan } from './plan-smoke.ts';
import type { Smoke, SmokeState } from './smoke-context.ts';

export interface SmokeOptions {
  readonly environment: Environment;
  readonly plan: SmokePlan;
  readonly checks: readonly Check[];
  /** How to reach AWS as whoever runs it. */
  readonly aws: Omit<AwsConfig, 'region'>;
  /** Leave what it made. */
  readonly keep: boolean;
  /** Seconds that the slowest step may take. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly done: (report: CheckReport) => void;
}

export interface SmokeReport {
  readonly environment: string;
  readonly dataset: string;
  readonly file: string;
  readonly seconds: number;
  readonly checks: readonly CheckReport[];
}

/** How sessions are named: CloudTrail shows it beside each request. */
const session = 'sluice-smoke';

/**
 * Goes through the checklist as the role `smoke`, and takes away what it made: also when a check fails, and when the person gives up.
 * @throws CommandError `aws-refused` when the role can't be taken
 */
export async function smoke(options: SmokeOptions): Promise<SmokeReport> {
  const { environment, plan, checks, done, keep } = options;
  const begin = performance.now();
  const context = await createContext(options);
  const reports: CheckReport[] = [];
  const report = (one: CheckReport) => {
    reports.push(one);
    done(one);
  };
  try {
    if (checks.some(({ name }) => name === 'file')) await inCase(report, leftovers, context.smoke);
    for (const check of checks) {
      if (options.signal.aborted) break;
      const failed = check.needs.filter((name) => reports.find((one) => one.name === name)?.status === 'failed');
      const missed = check.needs.filter((name) => reports.find((one) => one.name === name)?.status === 'skipped');
      const waits = [...failed, ...missed];
      options.say(check.name);
      if (waits.length > 0 && check.goesOn !== true) report(skipped(check, `${waits.join(', ')} did not pass`));
      else report(await runCheck(check, context.smoke));
    }
  } finally {
    if (!keep && context.smoke.state.uploaded) await inCase(report, cleanup, context.smoke);
    context.close();
  }
  if (options.signal.aborted) {
    const message = `sluice smoke: expected to go through all checks, got interrupted; ${keep ? 'the file was left' : 'what it made was taken away as the line "cleanup" says'}`;
    throw new CommandError('interrupted', 'environment', message);
  }
  return {
    environment: environment.name,
    dataset: plan.dataset,
    file: plan.key,
    seconds: secondsSince(begin),
    checks: reports,
  };
}

const secondsSince = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

const leftovers: Check = {
  name: 'leftovers',
  expects: 'nothing of an earlier smoke',
  needs: [],
  async run(context) {
    const keys = await findLeftovers(context);
    const found: SmokeFinding[] = [];
    for (const key of keys) found.push(...(await takeAway(context, key)));
    return { says: keys.length === 0 ? 'none' : `removed ${keys.join(', ')}`, findings: found };
  },
};

const cleanup: Check = {
  name: 'cleanup',
  expects: 'nothing of this smoke to be left',
  needs: [],
  async run(context) {
    await removeAnswers(context);
    const found = await takeAway(context, context.plan.key);
    return { says: `removed ${context.plan.key} and ${context.state.answers.length} answers`, findings: found };
  },
};

async function inCase(report: (one: CheckReport) => void, check: Check, context: Smoke): Promise<void> {
  // Taking away goes on when the person gives up.
  report(await runCheck(check, { ...context, signal: new AbortController().signal }));
}

async function runCheck(check: Check, context: Smoke): Promise<CheckReport> {
  const started = performance.now();
  const result = await judge(check, context);
  const status = result.skipped !== undefined ? 'skipped' : result.findings.length > 0 ? 'failed' : 'passed';
  const { name, expects } = check;
  const { says, findings: found, notJudged = [] } = result;
  return { ...{ name, expects, status, says, notJudged }, seconds: secondsSince(started), findings: found };
}

/** What AWS refuses is a finding of the check that asked; anything else is a bug, and keeps its stack. */
async function judge(check: Check, context: Smoke): Promise<CheckResult> {
  try {
    return await check.run(context);
  } catch (error) {
    if (context.signal.aborted) return { says: 'interrupted', findings: [], skipped: 'interrupted' };
    if (!isFromAws(error) && !(error instanceof Error && error.name === 'StoreError')) throw error;
    return {
      says: '',
      findings: [findings.callRefused(check.name, 'AWS to answer', `${error.name}: ${error.message}`)],
    };
  }
}

const skipped = ({ name, expects }: Check, says: string): CheckReport => ({
  ...{ name, expects, status: 'skipped', seconds: 0, says, findings: [], notJudged: [] },
});

async function createContext(options: SmokeOptions) {
  const { environment, plan, signal, timeout, say } = options;
  const names = namesOf(environment);
  const taken = new Map<RoleUse, Promise<Aws>>();
  const own: AwsConfig = { ...options.aws, region: environment.region };
  const config = await takeSmokeRole(own, environment);
  const aws = connectAws(config);
  const state: SmokeState = {
    ...{
      uploaded: false,
      manifest: undefined,
      cleanedAt: undefined,
      run: undefined,
      published: [],
      standing: [],
      answers: [],
    },
  };
  const as = (role: RoleUse): Promise<Aws> => {
    const known = taken.get(role) ?? takeRole(aws.sts, config, names.roleArn(role), session).then(connectAws);
    taken.set(role, known);
    return known;
  };
  const context: Smoke = { environment, names, aws, as, plan, state, signal, timeout, say };
  const close = () => {
    for (const client of Object.values(aws)) client.destroy();
  };
  return { smoke: context, close };
}

/** @throws CommandError `aws-refused`, `wrong-account` */
async function takeSmokeRole(config: AwsConfig, environment: Environment): Promise<AwsConfig> {
  const names = namesOf(environment);
  const sts = new STSClient(config);
  try {
    const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand());
    if (Account !== environment.account) {
      const message = `sluice smoke: expected credentials of account ${environment.account}, got ${Arn}; take those of ${environment.name}`;
      throw new CommandError('wrong-account', 'environment', message);
    }
    if (Arn.includes(`:assumed-role/${names.role('smoke')}/`)) return config;
    return await takeRole(sts, config, names.roleArn('smoke'), session);
  } catch (cause) {
    if (!isFromAws(cause)) throw cause;
    const message = `sluice smoke: expected to take the role ${names.role('smoke')} in ${environment.account}, got ${cause.name}; use credentials of an administrator of the environment, and deploy the access stack first`;
    throw new CommandError('aws-refused', 'environment', message, { cause });
  } finally {
    sts.destroy();
  }
}
