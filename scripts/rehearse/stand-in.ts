import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../cli/command-error.ts';
import { ensureVenv } from '../python-env/python-env.ts';
import { createFaultSwitch, type FaultSwitch } from './faults.ts';
import { freePort } from './free-port.ts';
import type { JobSettings } from './job-settings.ts';

/** An AWS that runs on this machine: LocalStack in host mode with our plugin. */
export interface StandIn {
  readonly endpoint: string;
  /** What a process has to have in its environment to take the stand-in for AWS. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of what it logs. */
  readonly log: string;
  /** Absolute path of what its functions print: each line at once, while CloudWatch Logs gets most of them some time later. */
  readonly functionsLog: string;
  /** Makes things go wrong in it. */
  readonly faults: FaultSwitch;
  stop(): Promise<void>;
}

/** The one account and region that the stand-in plays. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const room = import.meta.dirname;

/** The Python with LocalStack, made if there is none; or why it could not be made. */
export const ensureStandIn = (root: string) =>
  ensureVenv({
    requirements: join(room, 'requirements.txt'),
    home: join(root, '.venv-rehearse'),
    probe: 'import localstack.constants; print(localstack.constants.VERSION)',
  });

/**
 * Starts LocalStack, in a `.venv-rehearse` that is made once.
 * @param root the repository
 * @param folder absolute path; everything that it writes is below
 * @param more settings of LocalStack beside ours
 * @param job by what Glue jobs run; none: a job that is started only says that it ran
 * @throws CommandError `stand-in` when it can't be made or does not start
 */
export async function startStandIn(
  root: string,
  folder: string,
  place: Place,
  more: Readonly<Record<string, string>> = {},
  job?: JobSettings,
): Promise<StandIn> {
  const venv = await ensureStandIn(root);
  if (venv.reason !== undefined) throw new CommandError('stand-in', 'environment', venv.reason);
  const address = `127.0.0.1:${await freePort()}`;
  const endpoint = `http://${address}`;
  const log = join(folder, 'stand-in.log');
  const functionsLog = join(folder, 'functions.log');
  appendFileSync(functionsLog, '');
  const faults = createFaultSwitch(folder);
  const inFolder = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const output = openSync(log, 'w');
  const server = spawn(venv.python, ['-m', 'sluice_rehearsal'], {
    // A group of its own: functions and jobs are processes below it, and go with it.
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...settings(address, place),
      ...folders(inFolder),
      ...path(root),
      ...more,
      PYTHONPATH: join(room, 'plugin'),
      SLUICE_FUNCTIONS_LOG: functionsLog,
      ...faults.env,
      ...(job === undefined ? {} : { SLUICE_JOB: describeJob(job, clientEnvironment(endpoint, place)) }),
    },
  });
  closeSync(output);
  const kill = endWithUs(server);
  await waitUntilUp(server, endpoint, log);
  return {
    endpoint,
    log,
    functionsLog,
    faults,
    env: clientEnvironment(endpoint, place),
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      kill();
      await gone;
    },
  };
}

/** @returns what ends the server and all that it started; it is also done when this process ends, or is told to */
function endWithUs(server: ChildProcess): () => void {
  const kill = () => {
    process.off('exit', kill);
    for (const signal of signals) process.off(signal, endNow);
    try {
      if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
    } catch (error) {
      // There is no such group any more.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  };
  const endNow = () => {
    kill();
    process.exit(130);
  };
  process.once('exit', kill);
  for (const signal of signals) process.once(signal, endNow);
  return kill;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** The project's own Node first: functions run on it. */
const path = (root: string) => ({
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
});

/** https://docs.localstack.cloud/references/configuration/, and what the plugin reads. */
function settings(address: string, { account, region }: Place): Record<string, string> {
  return {
    ...{ GATEWAY_LISTEN: address, LOCALSTACK_HOST: address, DNS_ADDRESS: '0', SQS_ENDPOINT_STRATEGY: 'path' },
    ...{ SKIP_SSL_CERT_DOWNLOAD: '1', DISABLE_EVENTS: '1', EAGER_SERVICE_LOADING: '0', LS_LOG: 'warn' },
    ...{ LAMBDA_RUNTIME_EXECUTOR: 'node', PROVIDER_OVERRIDE_DYNAMODB: 'moto' },
    ...{ LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC: '0.02' },
    ...{ LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC: '0.5' },
    // Types that nobody makes become COMPLETE; pretended.ts holds them to a list.
    CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES: '1',
    ...{ SLUICE_ACCOUNT: account, AWS_REGION: region, PYTHONUNBUFFERED: '1' },
  };
}

/** What plugin/sluice_rehearsal/glue_jobs.py reads. */
const describeJob = ({ javaHome, ...job }: JobSettings, env: Readonly<Record<string, string>>): string =>
  JSON.stringify({ ...job, environment: { ...env, JAVA_HOME: javaHome } });

const folders = (inFolder: (name: string) => string) => ({
  FILESYSTEM_ROOT: inFolder('files'),
  TMPDIR: inFolder('tmp'),
  XDG_CACHE_HOME: inFolder('cache'),
  HOME: inFolder('home'),
});

/** The access key is the account: https://docs.localstack.cloud/references/multi-account-setups/ */
function clientEnvironment(endpoint: string, { account, region }: Place): Record<string, string> {
  return {
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: endpoint, AWS_EC2_METADATA_DISABLED: 'true' },
    ...{ AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'rehearsal' },
    ...{ AWS_REGION: region, AWS_DEFAULT_REGION: region },
  };
}

async function waitUntilUp(server: ChildProcess, endpoint: string, log: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  const up = () =>
    fetch(`${endpoint}/_localstack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await up())) {
    if (server.exitCode !== null || Date.now() > deadline) {
      const got = server.exitCode === null ? 'silence for two minutes' : `exit status ${server.exitCode}`;
      throw new CommandError('stand-in', 'environment', `LocalStack: expected it to start, got ${got}; see ${log}`);
    }
    await sleep(50);
  }
}
