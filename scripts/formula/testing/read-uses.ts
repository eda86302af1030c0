import { readdirSync, readFileSync } from 'node:fs';

/** Uses of one function: formulas in which nothing is found, and formulas with the code that is. */
export interface Uses {
  readonly accepted: readonly string[];
  readonly rejected: Readonly<Record<string, string>>;
}

const folder = new URL('../testdata/uses/', import.meta.url);

/** testdata/uses, by the function's name. */
export function readUses(): ReadonlyMap<string, Uses> {
  const entries = readdirSync(folder).flatMap((file) => {
    const read: Readonly<Record<string, Uses>> = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return Object.entries(read);
  });
  return new Map(entries);
}
