import type { Random } from './random.ts';

/** A file of datasets/: its path below that folder, with `/`, and its content. */
export interface DataFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** One kind of dirt: how often it comes in one file, and the raw text it makes of a good row (without the line's end). */
export interface Fault<Row> {
  /** As datasets/README.md names it. */
  readonly kind: string;
  /** Least and greatest number of times in one file. */
  readonly times: readonly [number, number];
  /** Which rows can have it; undefined: all. */
  readonly suits?: (row: Row) => boolean;
  write(row: Row): string;
}

/** One record as delimited text: fields are quoted where they must be. */
export function csvLine(fields: readonly string[], delimiter = ','): string {
  const special = new RegExp(`[${delimiter}"\r\n]`);
  return fields.map((field) => (special.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(delimiter);
}

/**
 * Writes rows one after the other, and in places chosen by `random` writes one with a fault instead.
 * @returns raw text of each row, in the rows' order; a row has one fault at most
 */
export function writeRows<Row>(
  rows: readonly Row[],
  write: (row: Row) => string,
  faults: readonly Fault<Row>[],
  random: Random,
): string[] {
  const chosen = new Map<number, Fault<Row>>();
  for (const fault of faults) {
    const places = rows.flatMap((row, index) => (fault.suits?.(row) === false ? [] : [index]));
    let times = Math.min(random.integer(...fault.times), places.length);
    for (let tries = 0; times > 0 && tries < 1000; tries++) {
      const place = places[random.integer(0, places.length - 1)];
      if (place === undefined || chosen.has(place)) continue;
      chosen.set(place, fault);
      times--;
    }
  }
  return rows.map((row, index) => chosen.get(index)?.write(row) ?? write(row));
}

/** Lines with their ends as a file's UTF-8 bytes. */
export function textFile(path: string, lines: readonly string[], { end = '\n', bom = false } = {}): DataFile {
  return { path, bytes: Buffer.from(`${bom ? '\uFEFF' : ''}${lines.map((line) => line + end).join('')}`) };
}
