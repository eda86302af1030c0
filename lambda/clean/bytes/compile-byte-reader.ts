import type { FileReading } from '../file-reading.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader } from '../read-records.ts';
import { auditEvery, type RecordSorter } from '../sort-records.ts';
import { FileHost } from './file-host.ts';
import { Kernel } from './kernel.ts';
import { KernelReader } from './kernel-reader.ts';
import { placeColumns } from './place-columns.ts';

/**
 * Makes the byte tier of one file, whatever its format.
 * @param fieldOf by index of the schema's columns: the number of the field that holds it, or -1
 * @param setFormat tells the kernel of the format
 * @returns undefined where the schema can only be judged with the whole record in view
 */
export function compileByteReader(
  { plans: plansOf, cells, limits, feed }: FileReading,
  fieldOf: readonly number[],
  sorter: RecordSorter,
  output: FileOutput,
  setFormat: (kernel: Kernel) => void,
): ByteReader | undefined {
  const plans = plansOf();
  if (plans === undefined) return undefined;
  const kernel = Kernel.take();
  placeColumns(kernel, plans, fieldOf, output.columns);
  setFormat(kernel);
  const protectOf = new Map(output.columns.map(({ index, protect }) => [index, protect]));
  const columns = plans.flatMap(({ column, test }, index) => {
    const read = cells[index];
    return read === undefined ? [] : [{ column, read, test, protect: protectOf.get(index) }];
  });
  const { duplicates } = sorter;
  const host = new FileHost(kernel, columns, duplicates);
  kernel.host = host;
  // No record of as many bytes has more characters.
  kernel.exports.setReading(limits.recordLength, duplicates.columns.length > 0 ? 1 : 0, auditEvery);
  return new KernelReader(kernel, host, feed.window, sorter, output, limits.recordLength);
}
