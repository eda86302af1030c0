/** A table by its name, and the datasets and tables that it reads. */
export interface Reader {
  readonly name: string;
  readonly reads: readonly string[];
}

/** @returns names of the tables that read the dataset, directly or through others, sorted */
export function readersOf(dataset: string, tables: readonly Reader[]): string[] {
  const holding = new Set([dataset]);
  for (let before = 0; before !== holding.size; ) {
    before = holding.size;
    for (const { name, reads } of tables) if (reads.some((read) => holding.has(read))) holding.add(name);
  }
  holding.delete(dataset);
  return [...holding].sort();
}
