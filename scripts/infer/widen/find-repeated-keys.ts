import { createHash } from 'node:crypto';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { InputFile } from '../input-file.ts';
import { type CleanRow, cleanRows } from './clean-rows.ts';
import type { RepeatedKeys } from './findings.ts';

interface KeyedRow {
  readonly file: InputFile;
  readonly row: number;
  /** Of all its values. */
  readonly digest: string;
}

const digestOf = (values: CleanRow['values']): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64').slice(0, 22);

/** Rows whose key rows of other files have. */
class Repeats {
  readonly #byFile = new Map<string, { -readonly [name in keyof RepeatedKeys]: RepeatedKeys[name] }>();

  add(one: KeyedRow, other: KeyedRow): void {
    const differs = one.digest !== other.digest;
    const example = { row: one.row, other: other.file.name, otherRow: other.row };
    const known = this.#byFile.get(one.file.name);
    if (known === undefined) {
      this.#byFile.set(one.file.name, {
        file: one.file.name,
        rows: 0,
        met: 1,
        differing: differs ? 1 : 0,
        example,
      });
      return;
    }
    known.met++;
    if (!differs) return;
    if (known.differing === 0) known.example = example;
    known.differing++;
  }

  of(rows: ReadonlyMap<string, number>): RepeatedKeys[] {
    return [...this.#byFile.values()].map((found) => ({ ...found, rows: rows.get(found.file) ?? 0 }));
  }
}

/**
 * Finds new rows whose key a row of another file has, by the schema's primaryKey. Keys of the new files are held in memory, those of the files before
 * pass by.
 * @returns one for each new file that has such rows
 */
export async function findRepeatedKeys(
  schema: DatasetSchema,
  before: readonly InputFile[],
  files: readonly InputFile[],
): Promise<readonly RepeatedKeys[]> {
  const { primaryKey, columns } = schema;
  if (primaryKey.length === 0) return [];
  const places = primaryKey.map((name) => columns.findIndex((column) => column.name === name));
  // Clean lets no row pass whose key is not whole.
  const keyOf = ({ values }: CleanRow): string => JSON.stringify(places.map((place) => values[place] ?? null));
  const seen = new Map<string, KeyedRow>();
  const rows = new Map<string, number>();
  const repeats = new Repeats();
  for (const file of files) {
    let count = 0;
    for await (const clean of cleanRows(schema, file)) {
      count++;
      const key = keyOf(clean);
      const own = { file, row: clean.row, digest: digestOf(clean.values) };
      const known = seen.get(key);
      if (known !== undefined && known.file !== file) repeats.add(own, known);
      else seen.set(key, own);
    }
    rows.set(file.name, count);
  }
  const met = new Set<string>();
  for (const file of before)
    for await (const clean of cleanRows(schema, file)) {
      const key = keyOf(clean);
      const known = seen.get(key);
      if (known === undefined || met.has(key)) continue;
      met.add(key);
      repeats.add(known, { file, row: clean.row, digest: digestOf(clean.values) });
    }
  return repeats.of(rows);
}
