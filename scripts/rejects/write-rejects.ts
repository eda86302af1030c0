import { returnColumns } from '../../lambda/clean/read-header.ts';
import type { Dialect } from '../../lambda/schema/dataset-schema.ts';
import type { Reject } from './read-rejects.ts';

/** The headers of all records, in the order in which they first come; files of one dataset may differ. */
function headersOf(rejects: readonly Reject[]): string[] {
  return [...new Set(rejects.flatMap(({ cells }) => [...cells.keys()]))];
}

const reasonText = ({ reasons }: Reject): string =>
  reasons.map(({ code, column, message }) => `${column === null ? '' : `${column}: `}${message} [${code}]`).join('; ');

/**
 * The rejects as a CSV that the dataset takes back once it is mended: the files' own columns as they were, then the
 * `returnColumns` of lambda/clean, in the dialect that the schema declares.
 */
export function rejectsCsv(rejects: readonly Reject[], { delimiter = ',', quote = '"', skipLines }: Dialect): string {
  const headers = headersOf(rejects);
  const special = new RegExp(`[\\n\\r]|^\\s|\\s$|${RegExp.escape(delimiter)}|${RegExp.escape(quote)}`);
  const field = (text: string) => (special.test(text) ? quote + text.replaceAll(quote, quote + quote) + quote : text);
  const line = (fields: readonly string[]) => `${fields.map(field).join(delimiter)}\n`;
  const lines = rejects.map((reject) =>
    line([
      ...headers.map((header) => reject.cells.get(header) ?? ''),
      reject.file,
      String(reject.line),
      reasonText(reject),
    ]),
  );
  return ['\n'.repeat(skipLines), line([...headers, ...returnColumns]), ...lines].join('');
}

/** One line of `--json`. */
export const rejectJson = ({ file, line, row, cells, reasons }: Reject): string =>
  `${JSON.stringify({ file, line, row, record: Object.fromEntries(cells), reasons })}\n`;
