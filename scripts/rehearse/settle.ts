import { setTimeout as sleep } from 'node:timers/promises';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Messages that a queue holds: waiting, delayed, or in somebody's hands. */
export async function messagesIn(client: SQSClient, name: string): Promise<number> {
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  const states = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  return states.reduce((sum, attribute) => sum + Number(Attributes[attribute] ?? 0), 0);
}

/** One execution of the machine that runs tables. */
export interface MachineRun {
  readonly name: string;
  readonly status: string;
  readonly seconds: number;
}

/** Every run of the machine, in the order of their begins. */
export async function machineRuns({ clients, names }: Rehearsal): Promise<MachineRun[]> {
  const stateMachineArn = names.arn('states', `stateMachine:${names.named('run')}`);
  const runs: (MachineRun & { readonly start: number })[] = [];
  for await (const { executions = [] } of paginateListExecutions({ client: clients.states }, { stateMachineArn })) {
    for (const { name = '', status = '', startDate, stopDate } of executions) {
      const [start, stop] = [startDate?.getTime() ?? 0, stopDate?.getTime() ?? Date.now()];
      runs.push({ name, status, start, seconds: (stop - start) / 1000 });
    }
  }
  return runs.sort((a, b) => a.start - b.start);
}

/** Events of raw that nobody has dealt with yet. */
export const messagesOfRaw = ({ clients, names }: Rehearsal): Promise<number> =>
  messagesIn(clients.sqs, names.named('clean'));

/** How long a queue has to stay empty, in milliseconds: an event may still be on its way from the bucket to it. */
const stayEmpty = 2000;

/**
 * Waits until every event of raw has been dealt with.
 * @param most seconds
 * @returns how many were left when the time was up
 */
export async function settleRaw(rehearsal: Rehearsal, most: number): Promise<number> {
  const deadline = Date.now() + most * 1000;
  let emptySince: number | undefined;
  for (;;) {
    const left = await messagesOfRaw(rehearsal);
    const now = Date.now();
    emptySince = left === 0 ? (emptySince ?? now) : undefined;
    if (now > deadline || (emptySince !== undefined && now - emptySince >= stayEmpty)) return left;
    if (left > 0) rehearsal.say(`${left} events of raw`);
    await sleep(250);
  }
}

/**
 * Waits until nothing is left to do: no message in either queue, no run under way, none owed.
 * @param most seconds
 * @returns what was still to do when the time was up; undefined when all was done
 */
export async function settle(rehearsal: Rehearsal, most: number): Promise<string | undefined> {
  const { clients, names, say } = rehearsal;
  const ledger = dynamoLedger(clients.items, names.named('runs'));
  const deadline = Date.now() + most * 1000;
  for (;;) {
    const [raw, runs] = [await messagesOfRaw(rehearsal), await messagesIn(clients.sqs, names.named('runs'))];
    const { requested, done, lease } = await ledger.read();
    const owes = requested > done || lease !== undefined;
    const running = (await machineRuns(rehearsal)).filter(({ status }) => status === 'RUNNING').length;
    if (raw + runs + running === 0 && !owes) return undefined;
    const owed = `${requested - done} requests owed, ${running} runs under way`;
    const left = `${raw} events of raw, ${runs} of manifests, ${owed}`;
    if (Date.now() > deadline) return left;
    say(left);
    await sleep(500);
  }
}
