import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Finding, formatFinding } from '../lambda/schema/finding.ts';
import { checkReaders } from './environments/check-readers.ts';
import { checkS3Manifests } from './environments/check-s3-manifests.ts';
import { readEnvironments } from './environments/read-environments.ts';
import { readFolders } from './folders/read-folders.ts';
import { addNag } from './judge/nag.ts';
import { addStacks, chooseEnvironments, createApp } from './make-app.ts';

/** The CDK app: `npx cdk synth` runs it. Context `-c environment=NAME` takes one environment of environments.json instead of all. */
const root = join(import.meta.dirname, '..');
const [read, lake] = [readEnvironments(), readFolders(root)];
const app = createApp();
addNag(app);
const environments = 'environments' in read ? chooseEnvironments(app, read.environments) : read;
const findings: readonly Finding[] = [
  ...[environments, lake].flatMap((one) => ('findings' in one ? one.findings : [])),
  ...('chosen' in environments && 'folders' in lake
    ? [checkReaders, checkS3Manifests].flatMap((check) => check(environments.chosen, lake.folders.datasets))
    : []),
];
if (findings.length === 0 && 'chosen' in environments && 'folders' in lake) {
  const workFolder = mkdtempSync(join(tmpdir(), 'sluice-bundles-'));
  addStacks(app, { environments: environments.chosen, folders: lake.folders, root, workFolder });
  app.synth();
  rmSync(workFolder, { recursive: true });
} else {
  process.stderr.write(`${findings.map(formatFinding).join('\n')}\n`);
  process.exitCode = 1;
}
