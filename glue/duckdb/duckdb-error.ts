import { quote } from '../../lambda/schema/finding.ts';
import { StoreError } from '../../lambda/store/object-store.ts';

const surroundings = /^(IO|Out of Memory|INTERNAL|FATAL|Interrupt|Permission|HTTP|Connection|TransactionContext)\b/;

/** What DuckDB says is wrong with SQL or values. */
export interface DuckdbProblem {
  /** Without the SQL that it ran, which nobody wrote. */
  readonly text: string;
  /** What Spark SQL's meaning did not allow of a value, where the macros of spark-sql raised it: a place in the Spark SQL. */
  readonly raised:
    | { readonly line: number; readonly column: number; readonly expected: string; readonly got: string }
    | undefined;
  /** The CSV file and its 1-based line, when a file could not be read. */
  readonly csv: { readonly path: string; readonly line: number } | undefined;
}

/** @returns undefined when the surroundings failed (disk, memory, a bug): then the error is no finding */
export function duckdbProblem(error: unknown): DuckdbProblem | undefined {
  if (!(error instanceof Error) || surroundings.test(error.message)) return undefined;
  const { message } = error;
  const csv = /CSV Error on Line: (\d+)/.exec(message);
  if (csv !== null) return csvProblem(message, Number(csv[1]));
  const [first = ''] = message.split(/\n\s*\nLINE \d+:/, 1);
  const raised = /spark-sql@(\d+):(\d+)@([^@]*)(?:@([\s\S]*))?$/.exec(first);
  if (raised === null) return { text: oneLine(first), raised: undefined, csv: undefined };
  const [, at, column, expected = '', got = ''] = raised;
  const text = `a value where ${expected} is expected: ${quote(got)}`;
  return { text, raised: { line: Number(at), column: Number(column), expected, got: quote(got) }, csv: undefined };
}

/** DuckDB prints the whole row and how to be lenient; what is wrong is in one line of it. */
function csvProblem(message: string, line: number): DuckdbProblem {
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  const conversion = /Error when converting column "([^"]*)"\. (Could not convert [^\n]*)/.exec(message);
  const unclosed = /(Value with unterminated quote found|It was not possible to [^\n]*)/.exec(message);
  const text =
    columns !== null
      ? `${columns[2]} fields where the header has ${columns[1]}`
      : conversion !== null
        ? `${conversion[1]}: ${conversion[2]}`
        : (unclosed?.[1] ?? 'a line that is no CSV');
  const path = /^\s*file\s*=\s*(.*)$/m.exec(message)?.[1] ?? '';
  return { text: oneLine(text), raised: undefined, csv: { path: path.trim(), line } };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * A DuckDB error of the disk or the memory as a StoreError, with the cause kept; anything else as it is.
 * @param table the table that was being built
 */
export function asStoreError(error: unknown, table: string): unknown {
  if (!(error instanceof Error) || !/^(IO|Out of Memory|Permission) Error/.test(error.message)) return error;
  const what = oneLine(error.message).slice(0, 300);
  const message = `final/${table}: expected room and permission to build it, got ${quote(what, 300)}; mend that and build again`;
  return new StoreError('unavailable', `final/${table}`, message, { cause: error });
}
