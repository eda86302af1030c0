import type { FileReading } from '../file-reading.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader } from '../read-records.ts';
import { auditEvery, type RecordSorter } from '../sort-records.ts';
import { FileHost } from './file-host.ts';
import { Kernel } from './kernel.ts';
import { KernelReader } from './kernel-reader.ts';
import { placeColumns } from './place-columns.ts';

/** What the kernel is to know of a file's format. */
export interface ByteFormat {
  /** Another text for another format, or another dialect of it. */
  readonly form: string;
  readonly tell: (kernel: Kernel) => void;
}

/**
 * Makes the byte tier of one file, whatever its format.
 * @param fieldOf by index of the schema's columns: the number of the field that holds it, or -1
 * @returns undefined where the schema can only be judged with the whole record in view
 */
export function compileByteReader(
  { plans: plansOf, cells, limits, feed }: FileReading,
  fieldOf: readonly number[],
  sorter: RecordSorter,
  output: FileOutput,
  format: ByteFormat,
): ByteReader | undefined {
  const plans = plansOf();
  if (plans === undefined) return undefined;
  const form = JSON.stringify([fieldOf, format.form]);
  const kernel = Kernel.take({ plans, form }, (fresh) => {
    placeColumns(fresh, plans, fieldOf, output.columns);
    format.tell(fresh);
  });
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
