import { readdir, readFile } from 'node:fs/promises';
import type { SqlColumn, SqlTables } from '../translation.ts';

/** A table of the fixture: every cell as text that casts to its column's type, or null. */
export interface FixtureTable {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** One piece of Spark SQL that both engines answer. */
export interface Probe {
  /** File and number in it. */
  readonly name: string;
  readonly sql: string;
}

const here = (path: string): URL => new URL(`../testdata/${path}`, import.meta.url);

/** The tables that probes read. */
export async function readFixture(): Promise<ReadonlyMap<string, FixtureTable>> {
  const tables: Record<string, FixtureTable> = JSON.parse(await readFile(here('fixture.json'), 'utf8'));
  return new Map(Object.entries(tables));
}

/** The fixture's columns as `translate` takes them. */
export const fixtureTables = (fixture: ReadonlyMap<string, FixtureTable>): SqlTables =>
  new Map([...fixture].map(([name, table]) => [name, table.columns]));

/**
 * Every probe of testdata/probes: in `queries*.sql` paragraphs, elsewhere lines. A line that is no SELECT is an expression; the
 * last comment `from <table>` above it says whose rows it is asked of.
 */
export async function readProbes(): Promise<Probe[]> {
  const files = (await readdir(here('probes'))).filter((file) => file.endsWith('.sql')).sort();
  const probes = await Promise.all(
    files.map(async (file) => cut(file, await readFile(here(`probes/${file}`), 'utf8'))),
  );
  return probes.flat();
}

function cut(file: string, text: string): Probe[] {
  const pieces = file.startsWith('queries') ? text.split(/\n\s*\n/) : text.split('\n');
  let from = '';
  const probes: Probe[] = [];
  for (const piece of pieces.map((each) => each.trim()).filter((each) => each !== '')) {
    const comment = /^-- from (\w+)$/.exec(piece);
    if (comment !== null) from = ` FROM ${comment[1]}`;
    if (piece.startsWith('--')) continue;
    const isQuery = /^(SELECT|WITH|VALUES|\()/i.test(piece) && file.startsWith('queries');
    const sql = isQuery ? piece : from === '' ? `SELECT ${piece}` : `SELECT n, ${piece}${from}`;
    probes.push({ name: `${file}#${probes.length + 1}`, sql });
  }
  return probes;
}
