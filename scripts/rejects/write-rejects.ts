import { csvLine } from '../../lambda/clean/output/csv-line.ts';
import type { Reject } from './read-rejects.ts';

/** The headers of all records, in the order in which they first come; files of one dataset may differ. */
function headersOf(rejects: readonly Reject[]): string[] {
  return [...new Set(rejects.flatMap(({ cells }) => [...cells.keys()]))];
}

const reasonText = ({ reasons }: Reject): string =>
  reasons.map(({ code, column, message }) => `${column === null ? '' : `${column}: `}${message} [${code}]`).join('; ');

/** The rejects as a CSV: the files' own columns as they were, then `_file`, `_line` and `_reasons`. */
export function rejectsCsv(rejects: readonly Reject[]): string {
  const headers = headersOf(rejects);
  const lines = rejects.map((reject) =>
    csvLine([
      ...headers.map((header) => reject.cells.get(header) ?? null),
      reject.file,
      reject.line,
      reasonText(reject),
    ]),
  );
  return [csvLine([...headers, '_file', '_line', '_reasons']), ...lines].join('');
}

/** One line of `--json`. */
export const rejectJson = ({ file, line, row, cells, reasons }: Reject): string =>
  `${JSON.stringify({ file, line, row, record: Object.fromEntries(cells), reasons })}\n`;
