import { createRandom } from '../../sample-data/random.ts';

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
const quotedIfNeeded = (field: string): string => (/[",\n]/.test(field) ? quoted(field) : field);

/** Rows as CSV with LF: one in sixteen with all fields in quotes, the others only where they must. */
export function* csvRecords(rows: Iterable<readonly string[]>, seed: number): Generator<string> {
  const random = createRandom(seed, 'bench-quotes');
  for (const row of rows) yield `${row.map(random.chance(1 / 16) ? quoted : quotedIfNeeded).join(',')}\n`;
}
