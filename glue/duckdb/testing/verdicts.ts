import { readFile } from 'node:fs/promises';

/** Rows that rules are judged on: Spark types by column (`?` allows null), and values as text. */
export interface GivenRows {
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** testdata/quality/verdicts.json: rules about the table `sales`, and what every engine has to say of them. */
export interface Verdicts {
  readonly tables: Readonly<Record<string, GivenRows>>;
  readonly hold: readonly string[];
  /** With what the finding says it got. */
  readonly fail: readonly { readonly rule: string; readonly got: string }[];
  readonly onNoRows: { readonly hold: readonly string[]; readonly fail: readonly string[] };
}

export async function readVerdicts(): Promise<Verdicts> {
  return JSON.parse(await readFile(new URL('../testdata/quality/verdicts.json', import.meta.url), 'utf8'));
}

/** A SELECT of the rows that Spark and DuckDB both understand. */
export function rowsSql({ columns, rows }: GivenRows): string {
  const cells = Object.entries(columns).map(([name, type], index) => ({ name, type: type.replace('?', ''), index }));
  const selects = rows.map((row) => {
    const values = cells.map(({ name, type, index }) => {
      const cell = row[index] ?? null;
      return `CAST(${cell === null ? 'NULL' : `'${cell}'`} AS ${type}) AS ${name}`;
    });
    return `SELECT ${values.join(', ')}`;
  });
  return selects.join(' UNION ALL ');
}
