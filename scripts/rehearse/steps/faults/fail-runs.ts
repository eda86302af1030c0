import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoLedger } from '../../../../lambda/pipeline/dynamo-ledger.ts';
import { parseRunRecord, recordKey } from '../../../../lambda/pipeline/run-record.ts';
import { askStandIn } from '../../ask-stand-in.ts';
import type { Rehearsal } from '../../rehearsal.ts';
import { machineRuns } from '../../settle.ts';
import { until } from '../../until.ts';
import type { Listener } from './notices.ts';

/** A sound event whose code is none by the rules of error_events: cleaning lets it pass, the table does not. */
const oddEvent = {
  ...{ event_id: 'e-999999', timestamp: '2026-11-01T12:00:00Z', level: 'ERROR', service: 'search', message: 'odd' },
  ...{
    context: { host: 'search-1', version: '4.1.7' },
    error: { code: 'not a code', message: 'odd', retryable: false },
  },
};
const oddFile = 'app_events/faults/odd-code.ndjson';
const refusedTable = 'error_events';
const mostSeconds = 300;

/** What readers get of each table: which snapshot, how many rows. */
type Published = ReadonlyMap<string, unknown>;

async function readPublished({ buckets }: Rehearsal): Promise<Published> {
  const published = new Map<string, unknown>();
  for await (const key of buckets.final.keys('_tables/')) {
    const state: unknown = JSON.parse((await buffer(buckets.final.read(key))).toString('utf8'));
    const { snapshot, rows } =
      typeof state === 'object' && state !== null ? { snapshot: undefined, rows: undefined, ...state } : {};
    published.set(key, { snapshot, rows });
  }
  return published;
}

/**
 * Runs that go wrong: the job of one is killed, the next finds a table that breaks a rule. Whoever subscribed hears of both; what was
 * published before stands; the lease is freed, and what is owed is started by the sweeper once the pause is over.
 */
export async function failRuns(rehearsal: Rehearsal, listener: Listener): Promise<string[]> {
  const { buckets, standIn } = rehearsal;
  const before = await readPublished(rehearsal);
  await buckets.raw.write(oddFile, new TextEncoder().encode(`${JSON.stringify(oddEvent)}\n`));
  const failed = await listener.hear('failed', mostSeconds);
  if (failed === undefined)
    return [`expected a notice of the run whose job was killed within ${mostSeconds} s, got none`];
  const failures = [...(await checkFreed(rehearsal)), ...checkSame(before, await readPublished(rehearsal), () => true)];
  standIn.faults.turn({ jobs: undefined });
  failures.push(...(await sweepAfterPause(rehearsal)));
  const refused = await listener.hear('refused', mostSeconds);
  if (refused === undefined) return [...failures, `expected a notice of the table that breaks a rule, got none`];
  if (!refused.text.includes(`${refusedTable}: a quality rule failed`))
    failures.push(`expected the notice to name ${refusedTable}, got ${JSON.stringify(refused.text.slice(0, 300))}`);
  const after = await readPublished(rehearsal);
  failures.push(...checkSame(before, after, (key) => key.includes(refusedTable)));
  failures.push(...(await checkOthers(rehearsal)));
  return failures;
}

/** The file that broke the rule goes: the next run publishes again. */
export const mendData = ({ buckets }: Rehearsal): Promise<void> => buckets.raw.remove(oddFile);

function checkSame(before: Published, after: Published, which: (key: string) => boolean): string[] {
  const keys = [...before.keys()].filter(which);
  if (keys.length === 0) return ['expected tables that were published before, got none'];
  return keys
    .filter((key) => !isDeepStrictEqual(before.get(key), after.get(key)))
    .map((key) => `${key}: expected what was published before to stand, got ${JSON.stringify(after.get(key))}`);
}

/** EventBridge tells that the run has ended: its lease is free, and a pause holds the next one back. */
async function checkFreed({ clients, names }: Rehearsal): Promise<string[]> {
  const ledger = dynamoLedger(clients.items, names.named('runs'));
  const state = await until(mostSeconds, async () => {
    const { lease, failures, notBefore, requested, done } = await ledger.read();
    return lease === undefined && failures === 1 && notBefore > Date.now() && requested > done ? true : undefined;
  });
  if (state === true) return [];
  return [`expected the lease freed, one failure and a pause, got ${JSON.stringify(await ledger.read())}`];
}

/** The pause of five minutes is over: its end is moved to now. The sweeper's rule fires each minute; here it is called at once. */
async function sweepAfterPause({ clients, names, standIn }: Rehearsal): Promise<string[]> {
  await clients.items.send(
    new UpdateItemCommand({
      TableName: names.named('runs'),
      Key: { id: { S: 'pipeline' } },
      UpdateExpression: 'SET #until = :now',
      ExpressionAttributeNames: { '#until': 'notBefore' },
      ExpressionAttributeValues: { ':now': { N: String(Date.now()) } },
    }),
  );
  const path = `/2015-03-31/functions/${names.named('start-run')}/invocations`;
  const answer = await askStandIn(standIn, 'lambda', path, JSON.stringify({ do: 'sweep' }));
  // Its own tick may have been first.
  return /"what":\s*"(started|held)"/.test(answer) ? [] : [`expected the sweeper to start what is owed, got ${answer}`];
}

/** Of the run that refused a table: it failed, and all that does not read the table is as it should be. */
async function checkOthers(rehearsal: Rehearsal): Promise<string[]> {
  const run = await until(mostSeconds, async () => {
    const last = (await machineRuns(rehearsal)).at(-1);
    return last === undefined || last.status === 'RUNNING' ? undefined : last;
  });
  if (run?.status !== 'FAILED') return [`expected the run that refuses a table FAILED, got ${run?.status}`];
  const text = (await buffer(rehearsal.buckets.final.read(recordKey(run.name)))).toString('utf8');
  return parseRunRecord(text, run.name).tables.flatMap(({ table, outcome, findings }) => {
    const expected = table === refusedTable ? ['refused'] : ['published', 'unchanged'];
    if (expected.includes(outcome)) return [];
    return [`${table}: expected it ${expected.join(' or ')}, got ${outcome}: ${findings.join('; ')}`];
  });
}
