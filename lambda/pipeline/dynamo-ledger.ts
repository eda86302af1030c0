import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { RunLedger } from './run-ledger.ts';
import type { RunState } from './run-state.ts';

type Item = Readonly<Record<string, AttributeValue>>;

interface Update {
  readonly set: string;
  readonly condition?: string;
  readonly values: Readonly<Record<string, number | string | Item>>;
}

const key = { id: { S: 'pipeline' } };

/** Every attribute goes by a name of its own: some are reserved words, and which ones changes. */
const attributes = ['requested', 'done', 'failures', 'notBefore', 'lease', 'run', 'until', 'seen'];

const numberOf = (value: AttributeValue | undefined): number => Number(value?.N ?? 0);

function readItem(item: Item = {}): RunState {
  const lease = item['lease']?.M;
  return {
    requested: numberOf(item['requested']),
    done: numberOf(item['done']),
    failures: numberOf(item['failures']),
    notBefore: numberOf(item['notBefore']),
    ...(lease === undefined
      ? {}
      : {
          lease: {
            run: lease['run']?.S ?? '',
            until: numberOf(lease['until']),
            ...(lease['seen'] === undefined ? {} : { seen: numberOf(lease['seen']) }),
          },
        }),
  };
}

function attributeOf(value: number | string | Item): AttributeValue {
  if (typeof value === 'number') return { N: String(value) };
  return typeof value === 'string' ? { S: value } : { M: { ...value } };
}

/**
 * The ledger in a DynamoDB table: its item `id = "pipeline"`. Throws what the client throws.
 * @param table its name; its partition key is `id`, a text
 */
export function dynamoLedger(client: DynamoDBClient, table: string): RunLedger {
  /** @returns the item after the update; undefined when its condition does not hold */
  const update = async ({ set, condition, values }: Update): Promise<RunState | undefined> => {
    const used = attributes.filter((name) => new RegExp(`#${name}\\b`).test(`${set} ${condition ?? ''}`));
    const command = new UpdateItemCommand({
      TableName: table,
      Key: key,
      UpdateExpression: set,
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
      ExpressionAttributeNames: Object.fromEntries(used.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [`:${name}`, attributeOf(value)]),
      ),
      ReturnValues: 'ALL_NEW',
    });
    try {
      return readItem((await client.send(command)).Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  const ours = '#lease.#run = :run';
  return {
    read: async () =>
      readItem((await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item),
    request: async ({ atOnce } = {}) => {
      const count = '#requested = if_not_exists(#requested, :zero) + :one, #done = if_not_exists(#done, :zero)';
      const pause = atOnce === true ? ' REMOVE #notBefore' : '';
      return (await update({ set: `SET ${count}${pause}`, values: { zero: 0, one: 1 } })) ?? readItem();
    },
    take: async (run, { now, until, notBefore }) => {
      const free = '(attribute_not_exists(#lease) OR #lease.#until <= :now)';
      const due = '(attribute_not_exists(#notBefore) OR #notBefore <= :now)';
      const taken = await update({
        set: 'SET #lease = :lease, #notBefore = :notBefore',
        condition: `#requested > #done AND ${free} AND ${due}`,
        values: { now, notBefore, lease: { run: { S: run }, until: { N: String(until) } } },
      });
      return taken !== undefined;
    },
    renew: async (run, until) =>
      (await update({ set: 'SET #lease.#until = :until', condition: ours, values: { run, until } })) !== undefined,
    begin: async (run, until) => {
      const set = 'SET #lease.#seen = #requested, #lease.#until = :until';
      return (await update({ set, condition: ours, values: { run, until } }))?.lease?.seen;
    },
    finish: async (run) => {
      const set = 'SET #done = #lease.#seen, #failures = :zero REMOVE #lease';
      const condition = `${ours} AND attribute_exists(#lease.#seen)`;
      return (await update({ set, condition, values: { run, zero: 0 } })) !== undefined;
    },
    release: async (run, notBefore) => {
      const set = 'SET #failures = if_not_exists(#failures, :zero) + :one, #notBefore = :notBefore REMOVE #lease';
      return (await update({ set, condition: ours, values: { run, notBefore, zero: 0, one: 1 } })) !== undefined;
    },
  };
}
