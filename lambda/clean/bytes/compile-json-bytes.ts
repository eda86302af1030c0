import type { Column } from '../../schema/dataset-schema.ts';
import type { FileReading } from '../file-reading.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import { compileByteReader } from './compile-byte-reader.ts';
import { areNamesPlain, keepJsonNames } from './keep-json-names.ts';

const [text, numbers, words] = [1, 2, 4];

/** As `jsonCell` in `cells/compile-cell.ts` has it: what is not a text there is for the next tier here. */
const takenBy = ({ type, json }: Column): number => {
  if (json === true) return 0;
  const takesNumbers = type.kind !== 'date' && type.kind !== 'timestamp';
  return text + (takesNumbers ? numbers : 0) + (type.kind === 'boolean' ? words : 0);
};

/** A word is never null in JSON, but a cell of the same letters may be. */
const hasNullWords = ({ type, nullTokens }: Column): boolean =>
  type.kind === 'boolean' && nullTokens.some((token) => token === 'true' || token === 'false');

/**
 * Makes the byte tier of one JSON file.
 * @returns undefined where the schema or the limits ask for what it does not know
 */
export function compileJsonBytes(
  reading: FileReading,
  sorter: RecordSorter,
  output: FileOutput,
): ByteReader | undefined {
  const { schema, fastest, limits } = reading;
  const { columns } = schema;
  const isDeep = columns.some(({ path }) => path.length > limits.jsonDepth);
  if (fastest !== 'bytes' || isDeep || columns.some(hasNullWords) || !areNamesPlain(columns)) return undefined;
  return compileByteReader(reading, [...columns.keys()], sorter, output, {
    form: schema.format,
    tell: (kernel) => {
      const { exports } = kernel;
      exports.setFormat(1);
      exports.setFields(columns.length);
      exports.setJson(schema.format === 'ndjson' ? 1 : 0, columns.length);
      for (const [index, column] of columns.entries()) exports.setTakes(index, takenBy(column));
      exports.setJsonNames(keepJsonNames(kernel, columns));
    },
  });
}
