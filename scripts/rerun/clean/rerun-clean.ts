import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { engineVersion } from '../../../lambda/clean/engine-version.ts';
import { storedSchemas } from '../../../lambda/reconcile/stored-schemas.ts';
import { ConfigurationError } from '../../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { S3Store } from '../../../lambda/store/s3-store.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { Dataset } from '../../lake/read-datasets.ts';
import { findStale, type Staleness, type Today } from '../../pipeline/find-stale.ts';
import type { Pipeline } from '../../pipeline/open-pipeline.ts';
import { requestClean } from '../../pipeline/request-clean.ts';
import { needsToken, readTokenKeyId } from '../../pipeline/token-key-id.ts';
import { waitForClean } from '../../pipeline/wait-for-clean.ts';
import { findings, type RerunFinding } from '../findings.ts';
import { refusals } from '../refusals.ts';
import { patienceOf, type Waiting } from '../waiting.ts';
import { countDeadLetters, type DeadLetterQueue, redrive } from './dead-letters.ts';
import { type FileOutcome, failuresOf, outcomesOf } from './file-outcomes.ts';
import type { Day } from './names-day.ts';
import { type Selected, selectFiles, type WantedFile } from './select-files.ts';
import { touchObject } from './touch-object.ts';
import { uploadedOn } from './uploaded-on.ts';

export interface CleanOptions extends Waiting {
  readonly pipeline: Pick<Pipeline, 'names' | 's3' | 'raw' | 'processed' | 'queue'>;
  readonly secrets: SecretsManagerClient;
  /** Those of the repository whose files are cleaned, with their schemas where they can be read. */
  readonly datasets: readonly Pick<Dataset, 'name' | 'schema'>[];
  readonly dataset: string | undefined;
  readonly day: Day | undefined;
  /** The day is that of the upload, not that of the name. */
  readonly uploaded: boolean;
  readonly force: boolean;
  readonly deadLetters: boolean;
  /** Only says what would be done. */
  readonly planOnly: boolean;
}

/** What was cleaned again, or would be. */
export interface CleanReport {
  /** Files that are meant, with those that need nothing. */
  readonly meant: number;
  readonly wanted: readonly WantedFile[];
  /** In the order of `wanted`; none of a plan. */
  readonly files: readonly FileOutcome[];
  /** `--dead-letters` alone. Of a plan: `moved` is 0. */
  readonly deadLetters?: { readonly came: number; readonly moved: number; readonly left: number };
  readonly findings: readonly RerunFinding[];
}

const deadLettersOf = ({ queue, names }: CleanOptions['pipeline']): DeadLetterQueue => {
  const place = (what: string) => ({ name: names.named(what), arn: names.arn('sqs', names.named(what)) });
  return { client: queue.client, dead: place('clean-dead'), alive: place('clean') };
};

/**
 * Has files cleaned again that are not of today, or all that are meant, and waits for them.
 * @throws CommandError `not-cleaned`, `clean-not-requested`, `interrupted`; StoreError; what AWS throws
 */
export async function rerunClean(options: CleanOptions): Promise<CleanReport> {
  try {
    return await (options.deadLetters ? cleanDeadLetters(options) : cleanSelected(options));
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    throw refusals.interrupted(
      options.pipeline.names.named('clean'),
      'what was asked for is cleaned all the same; npx sluice rerun clean --plan says what is left',
    );
  }
}

/** What outputs are made from now: the schemas that the function reads, which sync puts there. */
async function readToday(options: CleanOptions): Promise<{ today: Today; differ: RerunFinding[] }> {
  const { pipeline, datasets, secrets, say } = options;
  say('schemas');
  const stored = storedSchemas(new S3Store(pipeline.names.bucket('processed'), pipeline.s3));
  const there = new Map<string, DatasetSchema>();
  const differ = await fewAtOnce(datasets, 16, async ({ name, schema }): Promise<RerunFinding[]> => {
    const got = await stored(name).catch((error: unknown) => {
      if (error instanceof ConfigurationError) return 'wrong' as const;
      throw error;
    });
    if (got === 'wrong') return [findings.schemaNotSynced(name, 'one that is wrong')];
    if (got === undefined) return [findings.schemaNotSynced(name, 'none, so that its files are not cleaned')];
    there.set(name, got);
    return schema === undefined || schema.hash === got.hash ? [] : [findings.schemaNotSynced(name, 'another one')];
  });
  const tokenKeyId = needsToken(there.values())
    ? await readTokenKeyId(secrets, pipeline.names.named('token-key'))
    : undefined;
  return { today: { schemas: there, engineVersion, tokenKeyId }, differ: differ.flat() };
}

async function cleanSelected(options: CleanOptions): Promise<CleanReport> {
  const { pipeline, dataset, day, uploaded, force, planOnly, say } = options;
  const { today, differ } = await readToday(options);
  say('what is clean now');
  const found = await findStale(pipeline, today);
  const prefix = dataset === undefined ? '' : `${dataset}/`;
  const of =
    day === undefined || !uploaded
      ? undefined
      : await uploadedOn(pipeline.s3, pipeline.names.bucket('raw'), prefix, day);
  const selected = selectFiles(found, { dataset, day, uploaded: of, force }, new Set(today.schemas.keys()));
  const differing = differ.filter(
    ({ place }) => dataset === undefined || place.file === `datasets/${dataset}/schema.json`,
  );
  const none =
    selected.meant === 0 && day !== undefined ? [findings.noFileOfDay(dataset ?? 'raw', day.text, uploaded)] : [];
  if (planOnly || selected.wanted.length === 0) return { ...selected, files: [], findings: [...none, ...differing] };
  await ask(options, selected);
  const done = await follow(
    options,
    today,
    selected.wanted.map(({ key }) => key),
    found,
  );
  return { ...selected, ...done, findings: [...done.findings, ...differing] };
}

/** A file that differs is asked for by an event; one that does not, by a new version of it, which S3 tells of by itself. */
async function ask({ pipeline, say }: CleanOptions, { wanted }: Selected): Promise<void> {
  const forced = wanted.filter(({ reasons }) => reasons.includes('forced'));
  say(`asking for ${wanted.length} ${wanted.length === 1 ? 'file' : 'files'}`);
  await fewAtOnce(forced, 8, ({ key }) => touchObject(pipeline.s3, pipeline.names.bucket('raw'), key));
  const others = wanted.filter((one) => !forced.includes(one));
  await requestClean(
    pipeline.queue,
    others.map(({ key }) => key),
  );
}

async function follow(
  options: CleanOptions,
  today: Today,
  keys: readonly string[],
  found: Staleness,
): Promise<{ files: FileOutcome[]; findings: RerunFinding[] }> {
  const { pipeline, say } = options;
  const patience = { ...patienceOf(options), say: (text: string) => say('cleaning', text) };
  const cleaned = await waitForClean(pipeline, today, keys, patience, found.cleaned);
  const files = outcomesOf(keys, cleaned);
  return { files, findings: await failuresOf(pipeline.processed, files) };
}

async function cleanDeadLetters(options: CleanOptions): Promise<CleanReport> {
  const { pipeline, planOnly } = options;
  const queue = deadLettersOf(pipeline);
  const came = await countDeadLetters(queue);
  const { today } = await readToday(options);
  // What a dead letter told of is not clean, or another event came to tell of it.
  const found = await findStale(pipeline, today);
  const { wanted, meant } = selectFiles(
    found,
    { dataset: undefined, day: undefined, uploaded: undefined, force: false },
    new Set(today.schemas.keys()),
  );
  if (planOnly || came === 0)
    return {
      meant,
      wanted: came === 0 ? [] : wanted,
      files: [],
      deadLetters: { came, moved: 0, left: came },
      findings: [],
    };
  const redriven = await redrive(queue, options);
  const done = await follow(
    options,
    today,
    wanted.map(({ key }) => key),
    found,
  );
  const left = await countDeadLetters(queue);
  const why = redriven.why ?? 'they came back, or came meanwhile';
  return {
    ...{ meant, wanted, files: done.files },
    deadLetters: { came, moved: redriven.moved, left },
    findings: [...done.findings, ...(left > 0 ? [findings.deadLettersLeft(queue.dead.name, left, why)] : [])],
  };
}
