const surroundings = /^(IO|Out of Memory|INTERNAL|FATAL|Interrupt|Permission|HTTP|Connection|TransactionContext)\b/;

/**
 * What DuckDB says is wrong with SQL or values, without the SQL that it ran, which nobody wrote.
 * @returns undefined when the surroundings failed (disk, memory, a bug): then the error is no finding
 */
export function duckdbProblem(error: unknown): string | undefined {
  if (!(error instanceof Error) || surroundings.test(error.message)) return undefined;
  const [message = ''] = error.message.split(/\n\s*\nLINE \d+:/, 1);
  return message.replace(/\s+/g, ' ').trim();
}
