import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import type { DatasetSchema } from '../../../schema/dataset-schema.ts';
import type { Limits } from '../../limits.ts';
import { anyCsv } from './any-csv.ts';
import { anyJson } from './any-json.ts';
import type { DirtLog } from './dirt-log.ts';
import type { Random } from './random.ts';
import type { Piece } from './spoil-line.ts';

type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A file in pieces, so that a failing one can be made smaller: any of them may be left out. */
export interface FuzzFile {
  readonly pieces: readonly Piece[];
  /** The file's bytes from its pieces, or from some of them: encoded, marked, compressed, cut. */
  readonly toBytes: (pieces: readonly Piece[]) => Buffer;
  readonly limits: Partial<Limits>;
  /** The gzip stream is damaged or cut: how many records come before that place depends on the size of the chunks. */
  readonly damaged: boolean;
}

function encode(text: string, encoding: EncodingName): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const wide = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? wide : wide.swap16();
}

function encodePieces(pieces: readonly Piece[], encoding: EncodingName): Buffer {
  const parts: Buffer[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      parts.push(encode(text, encoding), Buffer.from(piece));
      text = '';
    }
  }
  return Buffer.concat([...parts, encode(text, encoding)]);
}

function anyEncoding(
  random: Random,
  declared: string | undefined,
  dirt: DirtLog,
): { name: EncodingName; mark: boolean } {
  const kind = random.below(100);
  const others = ['utf-16le', 'utf-16be', 'windows-1252'] as const;
  if (declared !== undefined && kind < 92) {
    const name = declared === 'latin1' ? 'windows-1252' : others.find((one) => one === declared);
    return { name: name ?? 'utf-8', mark: random.chance(0.1) && name !== 'windows-1252' };
  }
  if (kind < 74) return { name: 'utf-8', mark: false };
  if (kind < 82) dirt.hit('byte order mark');
  if (kind < 82) return { name: 'utf-8', mark: true };
  const name = kind < 92 ? random.pick(others) : random.pick(['windows-1252', 'utf-8'] as const);
  dirt.hit(name);
  return { name, mark: name.startsWith('utf-16') && random.chance(0.7) };
}

function anyLimits(random: Random): Partial<Limits> {
  if (random.chance(0.7)) return {};
  return {
    ...(random.chance(0.6) ? { recordLength: random.pick([30, 80, 200, 1000]) } : {}),
    ...(random.chance(0.2) ? { jsonDepth: random.pick([1, 2, 4]) } : {}),
    ...(random.chance(0.3) ? { keyBytes: random.pick([0, 400, 5000]) } : {}),
    ...(random.chance(0.05) ? { columns: random.pick([2, 8]) } : {}),
    ...(random.chance(0.05) ? { inflatedBytes: random.pick([100, 20_000]) } : {}),
  };
}

/** Compresses as one or several members. @param random is only asked here, so that smaller files come out alike */
function packing(random: Random, dirt: DirtLog): { pack: (plain: Buffer) => Buffer; damaged: boolean } {
  const kind = random.below(200);
  if (kind >= 24) return { pack: (plain) => plain, damaged: false };
  dirt.hit(kind < 12 ? 'gzip' : kind < 20 ? 'gzip of several members' : kind < 22 ? 'gzip cut' : 'gzip damaged');
  const share = random.below(100) / 100;
  const whole = (plain: Buffer): Buffer => gzipSync(plain, { level: 1 });
  if (kind < 12) return { pack: whole, damaged: false };
  if (kind < 20) {
    const cut = (plain: Buffer): number => Math.floor(plain.length * share);
    const pack = (plain: Buffer) =>
      Buffer.concat([whole(plain.subarray(0, cut(plain))), whole(plain.subarray(cut(plain)))]);
    return { pack, damaged: false };
  }
  if (kind < 22) return { pack: (plain) => whole(plain).subarray(0, -Math.ceil(1 + share * 20)), damaged: true };
  const pack = (plain: Buffer): Buffer => {
    const bytes = whole(plain);
    const at = 10 + Math.floor(share * (bytes.length - 10));
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    return bytes;
  };
  return { pack, damaged: true };
}

const marks = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'windows-1252': [],
} as const;

/**
 * A random file for a schema: mostly sound records, and dirt of every kind, as often as a dirtiness says that is the file's own.
 * @param records how many the file has, about
 */
export function anyFile(random: Random, schema: DatasetSchema, records: number, dirt: DirtLog): FuzzFile {
  const limits = anyLimits(random);
  const dirtiness = random.pick([0, 0.01, 0.01, 0.05, 0.15, 0.5]);
  const { name, mark } = anyEncoding(random, schema.dialect.encoding, dirt);
  const wish = {
    schema,
    records: random.chance(0.02) ? 0 : records,
    dirtiness,
    longest: limits.recordLength ?? 300,
    dirt,
  };
  const pieces = schema.format === 'csv' ? anyCsv(random, wish) : anyJson(random, wish);
  const { pack, damaged } = packing(random, dirt);
  const cut = random.chance(0.03) ? random.between(1, 60) : 0;
  if (cut > 0) dirt.hit('file cut');
  const empty = random.chance(0.005);
  if (empty) dirt.hit('empty file');
  return {
    pieces: empty ? [] : pieces,
    toBytes(some) {
      const plain = Buffer.concat([Buffer.from(mark && !empty ? marks[name] : []), encodePieces(some, name)]);
      return pack(plain.subarray(0, Math.max(0, plain.length - cut)));
    },
    limits,
    damaged,
  };
}
