import { createReadStream } from 'node:fs';
import process from 'node:process';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Inflates a file and does nothing with it: what Node's zlib takes by itself. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
await pipeline(
  createReadStream(process.argv[2] ?? '', { highWaterMark: 1 << 18 }),
  createGunzip({ chunkSize: 1 << 18 }),
  nowhere,
);
