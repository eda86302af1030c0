import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { engineVersion } from '../../lambda/clean/engine-version.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { createProgress } from '../cli/progress.ts';
import { findProject } from '../lake/project.ts';
import { explainRefusal } from '../pipeline/explain-refusal.ts';
import type { Today } from '../pipeline/find-stale.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { requestClean } from '../pipeline/request-clean.ts';
import { needsToken, readTokenKeyId } from '../pipeline/token-key-id.ts';
import { findCommit } from '../publish/find-commit.ts';
import { readTree, type Tree } from './read-tree.ts';
import { report } from './report.ts';
import { createSay, uploadProgress } from './say.ts';
import { SyncCut, type Synced, sync } from './sync.ts';
import { type Waited, waitAfterSync } from './wait-after-sync.ts';

export const help = `Make a lake in AWS hold the committed files and schemas of datasets/.

Usage: npx sluice sync [--env NAME] [--plan] [--insist HASH] [--prune] [--wait] [--timeout MINUTES] [--json]

Schemas go first, then files, only what differs. What people uploaded is never touched. Files, committed or uploaded, that were cleaned by another
schema or engine than today's are cleaned again. It may be cut at any moment: the next sync does the rest.

  --env NAME         an environment of infra/environments/environments.json; may be left out where there is one alone
  --plan             only say what would be done, with the plan's hash
  --insist HASH      do it only if the plan still has this hash
  --prune            also remove what sync put and whose file or schema is gone; versions of the bucket keep it
  --wait             wait until everything is clean and the tables are built, and say what came of it
  --timeout MINUTES  how long to wait in all (60)
  --json             {plan, steps, heldBack, done, unchanged, findings, waited, calls} on stdout, and nothing else

Exit codes: 0 done, 1 something is wrong with the data or held the plan back, 2 used wrongly, 3 AWS refused, or the lake did not follow in time.
`;

const options = {
  env: { type: 'string' },
  plan: { type: 'boolean', default: false },
  insist: { type: 'string' },
  prune: { type: 'boolean', default: false },
  wait: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '60' },
  json: { type: 'boolean', default: false },
} as const;

/** `sluice sync`. @throws CommandError for wrong use, and for what the surroundings lack */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('sync', args, options);
  if (positionals.length > 0) throw usageError('sync', 'no DATASET: all of them are synced', positionals.join(' '));
  if (values.insist !== undefined && !/^[0-9a-f]{64}$/.test(values.insist))
    throw usageError('sync', '--insist with the hash that --plan prints', `"${values.insist}"`);
  if (values.plan && values.wait) throw usageError('sync', '--plan or --wait', 'both');
  const minutes = Number(values.timeout);
  if (!(minutes > 0 && minutes <= 24 * 60)) throw usageError('sync', '--timeout with minutes', `"${values.timeout}"`);
  const environment = findEnvironment('sync', values.env);
  const project = findProject(effects.cwd);
  const progress = createProgress(effects);
  const say = createSay(effects, progress);
  say('datasets: hashing files');
  const [tree, commit] = await Promise.all([readTree(project.root, project.datasets), findCommit(project.root)]);
  const pipeline = openPipeline(environment);
  const asker = { verb: 'sync', environment, role: pipeline.names.role('data') };
  let synced: Synced | undefined;
  let waited: Waited | undefined;
  let failure: unknown;
  try {
    const today = await readToday(tree, pipeline);
    say(`${environment.name}: what is there`);
    synced = await sync({
      ...{ buckets: pipeline, tree, today, commit, environment: environment.name, prune: values.prune },
      ...{ planOnly: values.plan, insist: values.insist, onDone: uploadProgress(effects, progress) },
      requestClean: (keys) => requestClean(pipeline.queue, keys),
    });
    const isHeld = synced.findings.some(({ code }) => code === 'plan-changed');
    if (values.wait && !isHeld) {
      const patience = { most: minutes * 60_000, say };
      const where = { buckets: pipeline, runs: pipeline.runs, today, patience, committed: tree.files };
      waited = await waitAfterSync(synced, where);
    }
  } catch (error) {
    const cut = error instanceof SyncCut ? error : undefined;
    synced = cut?.synced ?? synced;
    const cause = cut?.cause ?? error;
    failure = explainRefusal(cause, asker) ?? cause;
  } finally {
    progress.clear();
    pipeline.destroy();
  }
  const code = synced === undefined ? 0 : report({ synced, waited, pipeline, commit, values }, effects);
  // What was done and found is said although the surroundings failed.
  if (failure !== undefined) throw failure;
  return code;
}

/** What outputs are made from by this commit. The id of the token key is asked for only where something depends on it. */
async function readToday(tree: Tree, { environment, names }: Pipeline): Promise<Today> {
  const schemas = tree.read;
  if (!needsToken(schemas.values())) return { schemas, engineVersion, tokenKeyId: undefined };
  const secrets = new SecretsManagerClient({ region: environment.region });
  try {
    return { schemas, engineVersion, tokenKeyId: await readTokenKeyId(secrets, names.named('token-key')) };
  } finally {
    secrets.destroy();
  }
}
