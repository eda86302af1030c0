import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStore } from '../file-store.ts';

/** A process to be killed: it writes an object that has no end, and says when it is at it. Arguments: the folder, the key. */
const [root = '', key = ''] = process.argv.slice(2);

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield new Uint8Array(1024);
    process.send?.('writing');
    await sleep(5);
  }
}

await new FileStore(root).write(key, endless());
