import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { DatasetSchema } from '../../schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../schema/parse-dataset-schema.ts';
import { FileStore } from '../../store/file-store.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { MemoryStore } from '../../store/testing/memory-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { developmentToken } from '../token.ts';

/** A lake with one dataset, `orders`. */
export interface SmallLake extends Surroundings {
  put(text: string, file?: string): Promise<void>;
  dispose(): Promise<void>;
}

/** The schema of `orders`; `more` is merged into its `x-sluice`, `root` into the schema. */
export function ordersSchema(more: object = {}, root: object = {}): DatasetSchema {
  const text = JSON.stringify({
    type: 'object',
    'x-sluice': { primaryKey: ['id'], tolerance: 0.5, ...more },
    properties: {
      id: { type: 'integer' },
      amount: { type: ['number', 'null'], minimum: 0 },
      note: { type: ['string', 'null'] },
    },
    required: ['id'],
    ...root,
  });
  const read = parseDatasetSchema(text, { name: 'orders', file: 'datasets/orders/schema.json' });
  if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
  return read.schema;
}

/** Rows `id,amount,note`: each third one is broken. */
export const someOrders = (rows: number, note = 'plain'): string =>
  `id,amount,note\n${Array.from({ length: rows }, (_, row) => `${row},${row % 3 === 2 ? 'x' : row}.5,"${note}, ""${row}""\nnext"\n`).join('')}`;

/** More than half of the rows are broken: refused as a whole. */
export const brokenOrders = 'id,amount,note\n1,x,\n2,y,\n3,1,\n';

export const file = 'orders/2026 10.csv';

function lakeOf(
  stores: Pick<Surroundings, 'raw' | 'processed' | 'quarantine'>,
  schema: DatasetSchema,
  clock: number,
): Omit<SmallLake, 'dispose'> {
  let time = clock;
  return {
    ...stores,
    schemaOf: async (dataset) => (dataset === 'orders' ? schema : undefined),
    token: developmentToken,
    now: () => {
      time += 137;
      return new Date(time);
    },
    put: async (text, key = file) => {
      await stores.raw.write(key, new TextEncoder().encode(text));
    },
  };
}

/** A lake in a temporary folder. */
export async function smallLake(schema: DatasetSchema = ordersSchema()): Promise<SmallLake> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-reconcile-'));
  const raw = new FileStore(join(root, 'raw'));
  const processed = new FileStore(join(root, 'processed'));
  const quarantine = new FileStore(join(root, 'quarantine'));
  const dispose = () => rm(root, { recursive: true, force: true });
  return { ...lakeOf({ raw, processed, quarantine }, schema, Date.now()), dispose };
}

const orders = ordersSchema();

/** A lake in memory. @param clock differs from lake to lake, as clocks do */
export function memoryLake(clock: number): Omit<SmallLake, 'dispose'> {
  return lakeOf({ raw: new MemoryStore(), processed: new MemoryStore(), quarantine: new MemoryStore() }, orders, clock);
}

/** Every object of processed and quarantine by key. Of `_runs`, which holds the clock values, only that it is there. */
export async function outputsOf({ processed, quarantine }: Surroundings): Promise<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const add = async (name: string, store: ObjectStore): Promise<void> => {
    for await (const key of store.keys('')) {
      const text = (await buffer(store.read(key))).toString('utf8');
      outputs[`${name}/${key}`] = key.startsWith('_runs/') ? 'a run' : text;
    }
  };
  await add('processed', processed);
  await add('quarantine', quarantine);
  return outputs;
}
