import { join } from 'node:path';
import process from 'node:process';
import { ordersSchema } from '../../reconcile/testing/small-lake.ts';
import { developmentToken } from '../../reconcile/token.ts';
import { FileStore } from '../../store/file-store.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { createHandler } from '../create-handler.ts';

/**
 * A process with handlers in it, to be killed by itself at its n-th change of a bucket. Arguments: the lake's folder, n (from 1), the
 * moment (`before` the change, `during`: when half of an object is written, `after`), and events as JSON, which are handled all at once.
 */
const [root = '', n = '', moment = '', ...events] = process.argv.slice(2);
let changes = 0;

/** No handler of this signal runs, nothing is flushed or closed. */
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

async function* half(body: AsyncIterable<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    yield chunk.subarray(0, Math.ceil(chunk.length / 2));
    die();
  }
}

async function change<Result>(apply: (doomed: boolean) => Promise<Result>): Promise<Result> {
  const doomed = ++changes === Number(n);
  if (doomed && moment === 'before') die();
  const result = await apply(doomed && moment === 'during');
  if (doomed) die();
  return result;
}

const doomed = (store: ObjectStore): ObjectStore => ({
  head: (key) => store.head(key),
  read: (key, version, options) => store.read(key, version, options),
  list: (prefix) => store.list(prefix),
  keys: (prefix) => store.keys(prefix),
  write: (key, body, options) => change((broken) => store.write(key, broken ? half(body) : body, options)),
  remove: (key) => change(() => store.remove(key)),
});

const schema = ordersSchema();
const handle = createHandler(
  {
    raw: new FileStore(join(root, 'raw')),
    processed: doomed(new FileStore(join(root, 'processed'))),
    quarantine: doomed(new FileStore(join(root, 'quarantine'))),
    schemaOf: async (dataset) => (dataset === 'orders' ? schema : undefined),
    token: developmentToken,
    now: () => new Date(),
    partBytes: 100_000,
  },
  { rawBucket: 'csv-raw-data' },
);
await Promise.all(events.map((event) => handle(JSON.parse(event))));
