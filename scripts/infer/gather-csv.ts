import { Buffer } from 'node:buffer';
import { cleanFile } from '../../lambda/clean/clean-file.ts';
import type { CleanResult } from '../../lambda/clean/clean-result.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { readCleanCells } from './evidence/clean-cells.ts';
import type { ColumnEvidence } from './evidence/column-evidence.ts';

/** No value is a token here: nothing is declared sensitive yet. */
const token = { id: 'none', key: new Uint8Array(32) };

/**
 * Reads a whole file by clean, by a schema of text alone, and gathers what its columns hold.
 * @param columns evidence by column of the schema, in order
 * @returns clean's result: records that are none, such as those with too few fields, are its quarantined rows
 */
export async function gatherCsv(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  schema: DatasetSchema,
  columns: readonly ColumnEvidence[],
): Promise<CleanResult> {
  let isHeader = true;
  return await cleanFile(
    { file, bytes, schema, token },
    {
      clean(chunk) {
        // The first chunk is the header line and nothing else.
        if (!isHeader && columns.length > 0)
          readCleanCells(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length), columns);
        isHeader = false;
      },
      quarantine: () => undefined,
      rejects: () => undefined,
    },
  );
}
