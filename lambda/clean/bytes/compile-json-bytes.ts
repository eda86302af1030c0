import type { Column } from '../../schema/dataset-schema.ts';
import type { FileReading } from '../file-reading.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import { compileByteReader } from './compile-byte-reader.ts';
import { jsonNames } from './json-names.ts';
import { JsonByteScanner, type JsonColumn } from './scan-json.ts';

/** As `jsonCell` in `cells/compile-cell.ts` has it: what is not a text there is for the next tier here. */
const jsonColumn = ({ type, json }: Column): JsonColumn => ({
  takesText: json !== true,
  takesNumbers: json !== true && type.kind !== 'date' && type.kind !== 'timestamp',
  takesWords: json !== true && type.kind === 'boolean',
});

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
  if (fastest !== 'bytes' || isDeep || columns.some(hasNullWords)) return undefined;
  const names = jsonNames(columns);
  if (names === undefined) return undefined;
  const scanner = new JsonByteScanner(names, columns.map(jsonColumn), schema.format === 'ndjson');
  return compileByteReader(reading, scanner, [...columns.keys()], sorter, output);
}
