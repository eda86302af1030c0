import type { FileReading } from '../file-reading.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import { LineBuilder } from './build-line.ts';
import type { ByteScanner } from './byte-scanner.ts';
import { compileByteCell } from './compile-byte-cell.ts';
import { planColumns } from './plan-columns.ts';
import { RecordByteReader } from './read-record-bytes.ts';

/**
 * Makes the byte tier of one file, whatever its format.
 * @param fieldOf by index of the schema's columns: the number of the scanner's field that holds it, or -1
 * @returns undefined where the schema can only be judged with the whole record in view
 */
export function compileByteReader(
  { schema, cells, limits, feed }: FileReading,
  scanner: ByteScanner,
  fieldOf: readonly number[],
  sorter: RecordSorter,
  output: FileOutput,
): ByteReader | undefined {
  const plans = planColumns(schema);
  if (plans === undefined) return undefined;
  const byteCells = plans.flatMap((plan, index) => {
    const read = cells[index];
    return read === undefined ? [] : [compileByteCell(plan, read)];
  });
  const builder = new LineBuilder(plans, byteCells, fieldOf, output, sorter.duplicates);
  return new RecordByteReader({ scanner, builder, longest: limits.recordLength, window: feed.window, sorter, output });
}
