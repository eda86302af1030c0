import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import { loadTables } from '../../glue/duckdb/tables/load-tables.ts';
import { namesOf } from '../../infra/names/names.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { StoreError } from '../../lambda/store/object-store.ts';
import { createS3Client } from '../../lambda/store/s3-client.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printFindings } from '../cli/print-findings.ts';
import { createProgress, type Progress } from '../cli/progress.ts';
import { ensureBuilt } from '../lake/ensure-built.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { findProject, type Project } from '../lake/project.ts';
import { type Dataset, readDatasets } from '../lake/read-datasets.ts';
import { type Condition, parseConditions } from './conditions.ts';
import { applyInAws, planInAws } from './erase-in-aws.ts';
import { applyOnLaptop, planOnLaptop } from './erase-on-laptop.ts';
import { describeErasure, describeUnsearchable, type ErasurePlan } from './plan-erasure.ts';
import { readersOf } from './readers-of.ts';

export const help = `Take a person's rows out of a dataset for good: every version of every file, what was quarantined, and the tables' snapshots.

Usage: npx sluice erase DATASET --where COLUMN=VALUE [--where COLUMN=VALUE]… [--env NAME] [--yes] [--json]

A row is the person's when one of the columns holds the value, as processed would write it; a record at fault, when the text stands in it as a
word. Each file is read again by the engine that cleaned it, and written without those rows; a file of which nothing is left, or which can't be
read by rows, is removed. Without --yes it only says what it would do. It may be run again at any time, and finishes what was cut short.

Without --env: the files in datasets/ and the lake of this machine. Git's history keeps what was committed: see "git filter-repo".
With --env, as the role erase: all versions in raw; then it waits until cleaning has followed, removes what processed and quarantine kept of
it, has a run of the tables expire their snapshots, and removes the replaced versions.

  --where COLUMN=VALUE  which rows; several: rows for which any of them holds
  --env NAME            an environment of infra/environments/environments.json
  --plan                only say what would be done (as without --yes)
  --yes                 do it
  --patience SECONDS    how long to wait for cleaning, and again for the run (3600)
  --json                {dataset, actions, mentions, unsearchable, done} on stdout, and nothing else

Exit codes: 0 done, or nothing to do; 1 the schema is wrong, or a file can't be looked through; 2 used wrongly; 3 the lake did not follow, or AWS refused.
`;

const options = {
  where: { type: 'string', multiple: true, default: [] as string[] },
  env: { type: 'string' },
  plan: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  patience: { type: 'string', default: '3600' },
  json: { type: 'boolean', default: false },
} as const;

/** What there is to do, and how it is done. */
interface Erasure extends ErasurePlan {
  apply(): Promise<void>;
}

/** `sluice erase`. @throws CommandError for wrong use, and when the lake does not follow */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('erase', args, options);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw usageError('erase', 'one DATASET', `${positionals.length}`);
  if (values.yes && values.plan) throw usageError('erase', '--plan or --yes', 'both');
  const patience = Number(values.patience);
  if (!Number.isSafeInteger(patience) || patience < 1)
    throw usageError('erase', '--patience SECONDS', `"${values.patience}"`);
  const project = findProject(effects.cwd);
  const datasets = await readDatasets(project.root, (await listDatasets(project.datasets)).folders);
  const dataset = findDataset(datasets, name);
  if (dataset.schema === undefined) {
    printFindings(dataset.findings, effects, 'stdout');
    return exitCodes.data;
  }
  const conditions = parseConditions(dataset.schema, values.where);
  const progress = createProgress(effects);
  const local = await onLaptop(project, dataset, dataset.schema, conditions, effects, progress);
  const erasure =
    values.env === undefined
      ? local
      : await inAws(project, datasets, dataset.schema, conditions, {
          ...{ env: values.env, patience, local, effects, progress },
        });
  if (values.yes) await erasure.apply();
  progress.clear();
  report(effects, dataset.name, erasure, values);
  return erasure.unsearchable.length > 0 ? exitCodes.data : exitCodes.fine;
}

function report(
  effects: Effects,
  dataset: string,
  { actions, mentions, unsearchable }: Erasure,
  { yes, json, env }: { readonly yes: boolean; readonly json: boolean; readonly env?: string | undefined },
): void {
  if (json) {
    // What a record holds stays out of what is printed.
    const shown = actions.map((action) =>
      action.do === 'rewrite' ? { ...action, rows: action.rows.map(({ line, row }) => ({ line, row })) } : action,
    );
    effects.stdout.write(
      `${JSON.stringify({ dataset, actions: shown, mentions, unsearchable, done: yes }, undefined, 2)}\n`,
    );
  } else for (const action of actions) effects.stdout.write(`${describeErasure(action)}\n`);
  const did = yes ? 'done' : 'to do; give --yes to do it';
  const where = unsearchable.length > 0 ? ' in what can be looked through' : '';
  effects.stderr.write(actions.length === 0 ? `nothing of it was found${where}\n` : `${actions.length} ${did}\n`);
  for (const one of unsearchable) effects.stderr.write(`error: ${describeUnsearchable(one)}\n`);
  if (mentions > 0)
    effects.stderr.write(
      `note: ${mentions} rows of others hold the text in another column and stay; look for them with npx sluice sql\n`,
    );
  if (yes && env === undefined && actions.length > 0)
    effects.stderr.write("note: commit this; git's history still holds the rows: see git filter-repo\n");
}

function findDataset(datasets: readonly Dataset[], name: string): Dataset {
  const found = datasets.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = datasets.map((one) => one.name).filter((one) => !one.startsWith('_'));
  const near = nearestName(name, names);
  const fix = near === undefined ? 'name one of them' : `did you mean ${near}?`;
  throw usageError('erase', `a dataset: ${names.join(', ')}`, `"${name}"`, fix);
}

async function onLaptop(
  project: Project,
  { files }: Dataset,
  schema: DatasetSchema,
  conditions: readonly Condition[],
  effects: Effects,
  progress: Progress,
): Promise<Erasure> {
  const planned = await planOnLaptop(files, schema, conditions);
  return {
    ...planned,
    async apply() {
      await applyOnLaptop(files, schema, conditions, planned.actions);
      await ensureBuilt(project, { now: effects.now, progress });
    },
  };
}

async function inAws(
  project: Project,
  datasets: readonly Dataset[],
  schema: DatasetSchema,
  conditions: readonly Condition[],
  how: {
    readonly env: string;
    readonly patience: number;
    readonly local: ErasurePlan;
    readonly effects: Effects;
    readonly progress: Progress;
  },
): Promise<Erasure> {
  const environment = findEnvironment('erase', how.env);
  // What is committed comes back with the next sync.
  if (how.local.actions.length > 0) {
    const files = how.local.actions.map(({ key }) => `datasets/${key}`).join(', ');
    const message = `sluice erase: expected committed files without the person's rows, got them in ${files}; run it without --env first, and merge that`;
    throw new CommandError('still-committed', 'usage', message);
  }
  const schemas = datasets.flatMap((one) => one.schema ?? []);
  const room = { room: join(project.root, 'glue', 'tables'), shown: 'glue/tables' };
  const { tables } = await loadTables({ ...room, schemas, sql: sparkSql });
  const { region } = environment;
  const erasure = {
    ...{ names: namesOf(environment), s3: createS3Client({ region }), items: new DynamoDBClient({ region }) },
    ...{ schema, conditions, now: how.effects.now, say: how.progress.step, patience: how.patience },
    tables: readersOf(schema.name, tables),
  };
  return await refused(environment.name, async () => {
    const planned = await planInAws(erasure);
    const unsearchable = [...how.local.unsearchable, ...planned.unsearchable];
    return {
      ...planned,
      unsearchable,
      apply: () => refused(environment.name, () => applyInAws(erasure, planned.actions)),
    };
  });
}

/** What AWS refuses, in the form of all messages. */
async function refused<T>(environment: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof CommandError) throw cause;
    const isAnswer = cause instanceof StoreError || '$metadata' in cause || cause.name === 'CredentialsProviderError';
    if (!isAnswer) throw cause;
    const said = cause instanceof StoreError ? cause.message : cause.name;
    const message = `sluice erase: expected AWS to allow it, got ${said}; take the role sluice-${environment}-erase, then run this again`;
    throw new CommandError('aws-refused', 'environment', message, { cause });
  }
}
