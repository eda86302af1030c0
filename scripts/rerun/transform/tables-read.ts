/** A table by its name, and the datasets and tables that it reads. */
interface Reading {
  readonly name: string;
  readonly reads: readonly string[];
}

/** @returns the table, and those that it reads, directly or through others; no datasets */
export function tablesRead(name: string, tables: readonly Reading[]): Set<string> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const found = new Set<string>([name]);
  for (const one of found) for (const read of byName.get(one)?.reads ?? []) if (byName.has(read)) found.add(read);
  return found;
}
