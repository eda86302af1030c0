import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../infra/environments/environment.ts';
import { type BucketUse, namesOf } from '../../infra/names/names.ts';
import { S3Store } from '../../lambda/store/s3-store.ts';
import { createClients } from './clients.ts';
import { jobSettings } from './job-settings.ts';
import type { Rehearsal, RehearsalReport, Step, StepReport } from './rehearsal.ts';
import { startStandIn } from './stand-in.ts';
import { bootstrap } from './steps/bootstrap.ts';
import { changeAndDeploy } from './steps/change-and-deploy.ts';
import { deploy } from './steps/deploy.ts';
import { deployAgain } from './steps/deploy-again.ts';
import { destroy } from './steps/destroy.ts';
import { discoverDatasets } from './steps/discover-datasets.ts';
import { erasePerson } from './steps/faults/erase-person.ts';
import { rollBack } from './steps/faults/roll-back.ts';
import { runFaults } from './steps/faults/run-faults.ts';
import { uploadPerson } from './steps/faults/upload-person.ts';
import { makeCatalog } from './steps/make-catalog.ts';
import { provePermissions } from './steps/prove-permissions.ts';
import { publishDataSet } from './steps/publish-data-set.ts';
import { runMachine } from './steps/run-machine.ts';
import { showDifference } from './steps/show-difference.ts';
import { smokeTheLake } from './steps/smoke.ts';
import { uploadDatasets } from './steps/upload-datasets.ts';
import { uploadMany } from './steps/upload-many.ts';

export interface RehearseOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Absolute path of a folder to work in. */
  readonly folder: string;
  readonly environment: Environment;
  /** Files to upload at once, besides the datasets. */
  readonly uploads: number;
  /** Whether `sluice smoke` runs, too. */
  readonly smoke: boolean;
  /** Whether things go wrong on purpose, too. */
  readonly faults: boolean;
  readonly say: (text: string) => void;
  readonly done: (step: StepReport) => void;
}

/**
 * The whole life of a lake on the stand-in, from bootstrap to destroy.
 * @throws CommandError `stand-in` when there is no stand-in
 */
export async function rehearse(options: RehearseOptions): Promise<RehearsalReport> {
  const { environment, uploads, smoke, faults, done, say } = options;
  const begin = performance.now();
  const steps: readonly Step[] = [
    bootstrap,
    deploy,
    makeCatalog,
    publishDataSet,
    uploadDatasets,
    discoverDatasets,
    ...(uploads > 0 ? [uploadMany(uploads)] : []),
    ...(faults ? [uploadPerson] : []),
    // The machine runs meanwhile.
    deployAgain,
    provePermissions,
    showDifference,
    runMachine,
    ...(smoke ? [smokeTheLake] : []),
    ...(faults ? [runFaults, erasePerson, rollBack] : []),
    changeAndDeploy,
    destroy,
  ];
  const reports: StepReport[] = [];
  const { rehearsal, end } = await begins(options);
  try {
    for (const { name, run } of steps) {
      say(name);
      const started = performance.now();
      const { ends = false, ...result } = await run(rehearsal);
      const report = { name, seconds: secondsSince(started), ...result };
      reports.push(report);
      done(report);
      if (ends && result.failures.length > 0) break;
    }
  } finally {
    await end();
  }
  const failures = reports.flatMap((report) => report.failures.map((failure) => `${report.name}: ${failure}`));
  return { environment: environment.name, seconds: secondsSince(begin), steps: reports, failures };
}

const secondsSince = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

async function begins({ root, folder, environment, say }: RehearseOptions) {
  say('starting the stand-in');
  const { account, region } = environment;
  const job = await jobSettings(root, folder);
  const standIn = await startStandIn(root, folder, { account, region }, {}, job);
  const clients = createClients(standIn);
  // As long as in AWS for more files (infra/orchestration/run-seconds.ts); shorter for a refresh.
  standIn.faults.turn({ longestWait: 20 });
  const names = namesOf(environment);
  const bucket = (use: BucketUse) => new S3Store(names.bucket(use), clients.s3);
  mkdirSync(join(folder, 'cdk.out'), { recursive: true });
  const cdk = { tree: root, output: join(folder, 'cdk.out'), environment: environment.name, env: standIn.env };
  const rehearsal: Rehearsal = {
    ...{ root, folder, environment, names, standIn, clients, say, python: job.python },
    cdk: { ...cdk, log: join(folder, 'cdk.log') },
    buckets: {
      ...{ raw: bucket('raw'), processed: bucket('processed') },
      ...{ final: bucket('final'), quarantine: bucket('quarantine') },
    },
  };
  const end = async () => {
    clients.destroy();
    await standIn.stop();
  };
  return { rehearsal, end };
}
