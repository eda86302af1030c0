import { type CsvMarks, createCsvScanner } from './frame/csv-scanner.ts';

/** The first records of a sample, as written, and whether the very first of them could not be read as one. */
export interface FirstRecords {
  readonly records: readonly string[];
  readonly beginsBadly: boolean;
  /** Records among them that are none by these marks. */
  readonly bad: number;
}

/**
 * Cuts a sample into records by the marks that are to be judged.
 * @param sample text that ends with a line ending; its cut end does not count
 * @param most how many records are wanted
 */
export function firstRecords(sample: string, marks: CsvMarks, most = 100): FirstRecords {
  const scanner = createCsvScanner(marks);
  const source = { text: sample, final: false, longest: sample.length };
  const records: string[] = [];
  let bad = 0;
  let beginsBadly = false;
  for (let at = 0; at < sample.length && records.length + bad < most; ) {
    const found = scanner.scan(source, at);
    if (found.kind === 'more' || found.kind === 'long') break;
    if (found.kind === 'record') records.push(sample.slice(found.start, found.contentEnd));
    if (found.kind === 'bad') {
      beginsBadly ||= records.length === 0;
      bad++;
    }
    at = found.end;
  }
  return { records, beginsBadly, bad };
}
