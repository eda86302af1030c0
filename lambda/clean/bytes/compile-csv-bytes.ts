import type { FileReading } from '../file-reading.ts';
import type { CsvMarks } from '../frame/csv-scanner.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { Header } from '../read-header.ts';
import type { ByteReader } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import { LineBuilder } from './build-line.ts';
import { compileByteCell } from './compile-byte-cell.ts';
import { planColumns } from './plan-columns.ts';
import { RecordByteReader } from './read-record-bytes.ts';
import { CsvByteScanner } from './scan-csv.ts';

/**
 * Makes the byte tier of one CSV file.
 * @returns undefined where the schema, the header or the dialect asks for what it does not know
 */
export function compileCsvBytes(
  { schema, cells, fastest, limits, feed }: FileReading,
  marks: CsvMarks,
  header: Header,
  sorter: RecordSorter,
  output: FileOutput,
): ByteReader | undefined {
  const watchesFields =
    header.vacant.length > 0 || (schema.unknownColumns === 'quarantine' && header.unknown.length > 0);
  if (fastest !== 'bytes' || header.returned || watchesFields || !CsvByteScanner.canScan(marks)) return undefined;
  const plans = planColumns(schema);
  if (plans === undefined) return undefined;
  const byteCells = plans.flatMap((plan, index) => {
    const read = cells[index];
    return read === undefined ? [] : [compileByteCell(plan, read)];
  });
  const builder = new LineBuilder(plans, byteCells, header.fieldOf, output, sorter.duplicates);
  return new RecordByteReader({
    scanner: new CsvByteScanner(marks, header.width),
    builder,
    longest: limits.recordLength,
    window: feed.window,
    sorter,
    output,
  });
}
