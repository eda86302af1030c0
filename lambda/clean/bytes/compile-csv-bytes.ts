import type { FileReading } from '../file-reading.ts';
import type { CsvMarks } from '../frame/csv-scanner.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { Header } from '../read-header.ts';
import type { ByteReader } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import { compileByteReader } from './compile-byte-reader.ts';

/** No byte has this number: it stands for a mark that there is none of. */
const noByte = 256;
const isAscii = (text: string): boolean => text.length <= 1 && (text.charCodeAt(0) || 0) < 0x80;
const byteOf = (mark: string): number => (mark === '' ? noByte : mark.charCodeAt(0));

/** Whether marks are bytes, and no mark is another. */
const areBytes = ({ delimiter, quote, comment = '' }: CsvMarks): boolean =>
  isAscii(delimiter) && isAscii(quote) && isAscii(comment) && delimiter !== quote;

/**
 * Makes the byte tier of one CSV file.
 * @returns undefined where the schema, the header or the dialect asks for what it does not know
 */
export function compileCsvBytes(
  reading: FileReading,
  marks: CsvMarks,
  header: Header,
  sorter: RecordSorter,
  output: FileOutput,
): ByteReader | undefined {
  const { schema, fastest } = reading;
  const watchesFields =
    header.vacant.length > 0 || (schema.unknownColumns === 'quarantine' && header.unknown.length > 0);
  if (fastest !== 'bytes' || header.returned || watchesFields || !areBytes(marks)) return undefined;
  return compileByteReader(reading, header.fieldOf, sorter, output, {
    form: JSON.stringify(['csv', marks, header.width]),
    tell: ({ exports }) => {
      exports.setFormat(0);
      exports.setMarks(byteOf(marks.delimiter), byteOf(marks.quote), byteOf(marks.comment ?? ''));
      exports.setFields(header.width);
    },
  });
}
