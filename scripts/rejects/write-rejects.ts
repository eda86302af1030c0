import { createColumnFinder } from '../../lambda/clean/match-header.ts';
import { returnColumns } from '../../lambda/clean/read-header.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Reject } from './read-rejects.ts';

/** Gives headers of one column, which files may write each in its own way, one key. */
function keyBy({ columns }: DatasetSchema): (header: string) => string {
  const find = createColumnFinder(columns);
  // No column has a blank in its name.
  return (header) => find(header)?.name ?? `unknown ${header}`;
}

/** The headers of all records, by key, in the order and the form in which they first come. */
function headersOf(rejects: readonly Reject[], keyOf: (header: string) => string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const { cells } of rejects) {
    for (const header of cells.keys()) if (!headers.has(keyOf(header))) headers.set(keyOf(header), header);
  }
  return headers;
}

const reasonText = ({ reasons }: Reject): string =>
  reasons.map(({ code, column, message }) => `${column === null ? '' : `${column}: `}${message} [${code}]`).join('; ');

/**
 * The rejects as a CSV that the dataset takes back once it is mended: the files' own columns as they were, then the
 * `returnColumns` of lambda/clean, in the dialect that the schema declares.
 */
export function rejectsCsv(rejects: readonly Reject[], schema: DatasetSchema): string {
  const { delimiter = ',', quote = '"', comment, skipLines = 0 } = schema.dialect;
  const keyOf = keyBy(schema);
  const headers = headersOf(rejects, keyOf);
  const special = new RegExp(`[\\n\\r]|^\\s|\\s$|${RegExp.escape(delimiter)}|${RegExp.escape(quote)}`);
  const isSpecial = (text: string) => special.test(text) || (comment !== undefined && text.startsWith(comment));
  const field = (text: string) => (isSpecial(text) ? quote + text.replaceAll(quote, quote + quote) + quote : text);
  const line = (fields: readonly string[]) => `${fields.map(field).join(delimiter)}\n`;
  const lines = rejects.map((reject) => {
    const cells = new Map([...reject.cells].map(([header, cell]) => [keyOf(header), cell]));
    const own = [...headers.keys()].map((key) => cells.get(key) ?? '');
    return line([...own, reject.file, String(reject.line), reasonText(reject)]);
  });
  return ['\n'.repeat(skipLines), line([...headers.values(), ...returnColumns]), ...lines].join('');
}

/** One line of `--json`. */
export const rejectJson = ({ file, line, row, cells, reasons }: Reject): string =>
  `${JSON.stringify({ file, line, row, record: Object.fromEntries(cells), reasons })}\n`;
