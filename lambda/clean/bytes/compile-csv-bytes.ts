import type { FileReading } from '../file-reading.ts';
import type { CsvMarks } from '../frame/csv-scanner.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { Header } from '../read-header.ts';
import type { ByteReader } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import { compileByteReader } from './compile-byte-reader.ts';
import { CsvByteScanner } from './scan-csv.ts';

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
  if (fastest !== 'bytes' || header.returned || watchesFields || !CsvByteScanner.canScan(marks)) return undefined;
  return compileByteReader(reading, new CsvByteScanner(marks, header.width), header.fieldOf, sorter, output);
}
