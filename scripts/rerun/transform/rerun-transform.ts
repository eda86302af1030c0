import { buffer } from 'node:stream/consumers';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { PipelineError } from '../../../lambda/pipeline/pipeline-error.ts';
import type { RunLedger } from '../../../lambda/pipeline/run-ledger.ts';
import { parseRunRecord, type RunRecord, recordKey } from '../../../lambda/pipeline/run-record.ts';
import { type ObjectStore, StoreError } from '../../../lambda/store/object-store.ts';
import type { CommandError } from '../../cli/command-error.ts';
import { type Crawl, readCrawl } from '../../discover/crawl.ts';
import { findings, type RerunFinding } from '../findings.ts';
import { refusals, runGoesOn } from '../refusals.ts';
import type { Waiting } from '../waiting.ts';
import { followCrawl } from './follow-crawl.ts';
import { type EndedRun, followRun } from './follow-run.ts';
import type { JobRun } from './job-run.ts';
import { hasRecord, isSuperseded, judgeEnd, judgeTables } from './judge-ended.ts';
import { executionLink, type PipelinePlaces } from './places.ts';
import { findServingRun, requestRun } from './request-run.ts';

export interface TransformClients {
  readonly functions: LambdaClient;
  readonly states: SFNClient;
  readonly glue: GlueClient;
}

export interface TransformOptions extends Waiting {
  readonly clients: TransformClients;
  readonly ledger: RunLedger;
  /** The bucket with the records of runs. */
  readonly final: Pick<ObjectStore, 'read'>;
  readonly places: PipelinePlaces;
  /** Ends a pause. */
  readonly atOnce: boolean;
  /** The table that was named, and what it reads. */
  readonly table?: { readonly name: string; readonly reads: ReadonlySet<string> } | undefined;
}

/** What a run came to. */
export interface TransformReport {
  readonly run: string;
  readonly status: string;
  readonly seconds: number;
  /** A link to the execution. */
  readonly execution: string;
  readonly job: JobRun | undefined;
  readonly crawl: Crawl | undefined;
  readonly tables: RunRecord['tables'];
  readonly findings: readonly RerunFinding[];
  /** Why the run did not come to its end. */
  readonly failure: CommandError | undefined;
}

/**
 * Asks for a run of the tables and waits for the one that answers.
 * @throws CommandError of refusals.ts where there is no run to report on; what the services throw
 */
export async function rerunTransform(options: TransformOptions): Promise<TransformReport> {
  const { clients, ledger, places, say, atOnce } = options;
  const before = places.crawler === undefined ? undefined : await readCrawl(crawlOf(options, places.crawler));
  say('asking for a run');
  await requestRun(clients.functions, places, atOnce);
  const { requested: target } = await ledger.read();
  let under: string | undefined;
  try {
    const past = new Set<string>();
    for (;;) {
      under = (await findServingRun(ledger, places, { ...options, target, past })) ?? (await latestRun(options));
      const ended = await followRun(clients, places, under, options);
      if (!isSuperseded(ended)) return await report(options, ended, before);
      past.add(under);
      under = undefined;
    }
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    throw refusals.interrupted(
      under === undefined ? places.machine : `run ${under}`,
      runGoesOn(under === undefined ? undefined : executionLink(places, under)),
    );
  }
}

const crawlOf = ({ clients }: TransformOptions, crawler: string) => ({ client: clients.glue, crawler });

/** The newest execution: of a run that ended between two looks. */
async function latestRun({ clients, places }: TransformOptions): Promise<string> {
  const asked = new ListExecutionsCommand({ stateMachineArn: places.machine, maxResults: 1 });
  return (await clients.states.send(asked)).executions?.[0]?.name ?? '';
}

async function report(options: TransformOptions, ended: EndedRun, before: Crawl | undefined): Promise<TransformReport> {
  const { final, places, table } = options;
  const execution = executionLink(places, ended.run);
  const record = hasRecord(ended) ? await readRecord(final, ended.run, execution) : undefined;
  const judged = record === undefined ? undefined : judgeTables(record, table?.reads, table?.name);
  const crawled =
    before === undefined || places.crawler === undefined || !ended.history.entered.has('Discover')
      ? undefined
      : await followCrawl({ ...options, ...crawlOf(options, places.crawler), region: places.region }, before);
  const notRefreshed = ended.history.failure?.error === 'NotRefreshed';
  return {
    ...{ run: ended.run, status: ended.status, seconds: ended.seconds, execution, job: ended.job },
    crawl: crawled?.crawl,
    tables: judged?.tables ?? [],
    findings: [
      ...(judged?.findings ?? []),
      ...(notRefreshed && table === undefined ? [findings.notRefreshed(ended.run, execution)] : []),
      ...(crawled?.findings ?? []),
    ],
    failure: judgeEnd(ended, execution),
  };
}

async function readRecord(final: TransformOptions['final'], run: string, execution: string): Promise<RunRecord> {
  try {
    const text = (await buffer(final.read(recordKey(run)))).toString('utf8');
    return parseRunRecord(text, run);
  } catch (cause) {
    if (cause instanceof PipelineError)
      throw refusals.recordUnreadable(run, `one that is damaged (${cause.code})`, execution, cause);
    if (!(cause instanceof StoreError) || cause.code !== 'not-found') throw cause;
    throw refusals.recordUnreadable(run, 'no object', execution, cause);
  }
}
