import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { createRandom } from '../fuzz/random.ts';
import { type Attack, clean, failed, fitting, MB, twoColumns } from './attack.ts';

const header = 'id,name\n';
const sound = '7,a name of some length\n';
const blockSize = 4 * MB;

/** A gzip member of each block: several members are one file. */
function* members(size: number, block: (index: number) => Buffer): Generator<Uint8Array> {
  yield gzipSync(header);
  const same = gzipSync(block(0), { level: 9 });
  for (let index = 0, made = 0; made < size; index++, made += blockSize)
    yield index === 0 ? same : gzipSync(block(index), { level: 9 });
}

const rowsOf = (size: number): number => Math.ceil(size / blockSize) * fitting(blockSize, sound);
const equal = Buffer.from(sound.repeat(fitting(blockSize, sound)));

function* bomb(size: number): Generator<Uint8Array> {
  yield gzipSync(header);
  const member = gzipSync(equal, { level: 9 });
  for (let made = 0; made < size; made += blockSize) yield member;
}

/** Rows of which one in some dozen is random, so that the whole shrinks to about a 150th. */
function mixed(index: number): Buffer {
  const random = createRandom(index);
  const rows = Array.from({ length: fitting(blockSize, sound) }, (_, row) =>
    row % 24 === 0 ? `7,a name of ${String(random.below(1e9)).padStart(9, '0')} \n` : sound,
  );
  return Buffer.from(rows.join(''));
}

export const gzipAttacks: readonly Attack[] = [
  {
    name: 'gzip of 1 MB that inflates to 1 GB',
    ...{ file: 'attack.csv.gz', schema: twoColumns(), small: 24 * MB, large: 1000 * MB },
    bytes: bomb,
    // How many rows came before the limit is not settled: see the test.
    outcome: () => failed(Number.NaN, 0, 'inflates-too-far'),
  },
  {
    name: 'gzip that inflates as far as it may',
    ...{ file: 'attack.csv.gz', schema: twoColumns(), small: 8 * MB, large: 400 * MB },
    bytes: (size) => members(size, mixed),
    outcome: (size) => clean(rowsOf(size), 0),
  },
];
