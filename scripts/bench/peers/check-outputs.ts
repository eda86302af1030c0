import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { type Options, parse } from 'csv-parse';
import { BenchError } from '../measure/time-command.ts';

/** What one engine made of an input: its clean CSV and its quarantine. */
export interface Outputs {
  readonly clean: string;
  readonly quarantine: string;
}

/** How a peer's outputs stand to ours. */
export interface Agreement {
  readonly clean: number;
  readonly quarantined: number;
  /** Quarantined rows whose reasons (code and column) are the same, too. */
  readonly sameReasons: number;
  /** Other reasons that the peer gave, `ours -> theirs`, with how many rows; most frequent first. */
  readonly otherReasons: readonly (readonly [string, number])[];
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const rows: Options = { relax_column_count: true };

/** Compares two CSV files row by row as csv-parse reads them: how fields are quoted does not matter. @returns rows of each */
async function compareClean(ours: string, theirs: string): Promise<number> {
  const mine = createReadStream(ours).pipe(parse(rows));
  const other = createReadStream(theirs).pipe(parse(rows))[Symbol.asyncIterator]();
  let row = 0;
  for await (const expected of mine) {
    const { value, done } = await other.next();
    const [left, right] = [JSON.stringify(expected), JSON.stringify(value)];
    if (done === true || left !== right) {
      throw new BenchError(
        `${theirs}: expected ${left} in row ${row}, got ${right}; the peer does not do the same task`,
      );
    }
    row += 1;
  }
  if ((await other.next()).done !== true) throw new BenchError(`${theirs}: expected ${row} rows, got more`);
  return row - 1;
}

async function countClean(path: string): Promise<number> {
  let count = -1;
  for await (const _ of createReadStream(path).pipe(parse(rows))) count += 1;
  return count;
}

async function readReasons(path: string): Promise<Map<number, string>> {
  const reasons = new Map<number, string>();
  for await (const line of createInterface(createReadStream(path))) {
    const record: { row: number; reasons: { code: string; column?: string | null }[] } = JSON.parse(line);
    const texts = record.reasons.map(({ code, column }) => (column ? `${code} ${column}` : code));
    reasons.set(record.row, texts.sort().join(' + '));
  }
  return reasons;
}

/**
 * Holds a peer to the whole task: the same rows clean with the same canonical text, the same rows quarantined.
 * @throws BenchError at the first difference, since the peer's figure would mean nothing
 */
export async function checkOutputs(ours: Outputs, theirs: Outputs): Promise<Agreement> {
  const same = (await digestOf(ours.clean)) === (await digestOf(theirs.clean));
  const clean = same ? await countClean(ours.clean) : await compareClean(ours.clean, theirs.clean);
  const [mine, others] = [await readReasons(ours.quarantine), await readReasons(theirs.quarantine)];
  const differing = [...mine.keys(), ...others.keys()].find((row) => !mine.has(row) || !others.has(row));
  if (differing !== undefined) {
    const [left, right] = [mine.get(differing) ?? 'clean', others.get(differing) ?? 'clean'];
    throw new BenchError(`${theirs.quarantine}: expected row ${differing} to be ${left}, got ${right}`);
  }
  const other = new Map<string, number>();
  for (const [row, reason] of mine) {
    const change = `${reason} -> ${others.get(row)}`;
    if (others.get(row) !== reason) other.set(change, (other.get(change) ?? 0) + 1);
  }
  const differ = [...other.values()].reduce((sum, count) => sum + count, 0);
  return {
    clean,
    quarantined: mine.size,
    sameReasons: mine.size - differ,
    otherReasons: [...other].sort((a, b) => b[1] - a[1]),
  };
}
