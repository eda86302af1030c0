import { cleanFile } from '../../../lambda/clean/clean-file.ts';
import type { QuarantinedRecord } from '../../../lambda/clean/clean-input.ts';
import type { CleanResult } from '../../../lambda/clean/clean-result.ts';
import { developmentToken } from '../../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';

/** A file cleaned, to be compared with itself after a fix. */
export interface Cleaned {
  readonly result: CleanResult;
  /** Clean lines without their `_row`, by `_row`. */
  readonly rows: ReadonlyMap<number, string>;
  readonly quarantined: readonly QuarantinedRecord[];
}

/** Cleans bytes that are held in memory. */
export async function cleanInMemory(bytes: Uint8Array, file: string, schema: DatasetSchema): Promise<Cleaned> {
  const [clean, quarantine]: [Buffer[], Buffer[]] = [[], []];
  const result = await cleanFile(
    { file, bytes: once(bytes), schema, token: developmentToken },
    {
      clean: (chunk) => void clean.push(Buffer.from(chunk)),
      quarantine: (chunk) => void quarantine.push(Buffer.from(chunk)),
      rejects: () => undefined,
    },
  );
  const lines = Buffer.concat(quarantine)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  return {
    result,
    rows: rowsIn(Buffer.concat(clean).toString('latin1')),
    quarantined: lines.map((line): QuarantinedRecord => JSON.parse(line)),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Clean CSV has `_row` last, and may have line ends inside of quotes. */
function rowsIn(text: string): Map<number, string> {
  const rows = new Map<number, string>();
  let from = text.indexOf('\n') + 1;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    if (quoted || text[at] !== '\n') continue;
    const line = text.slice(from, at);
    const comma = line.lastIndexOf(',');
    rows.set(Number(line.slice(comma + 1)), line.slice(0, comma));
    from = at + 1;
  }
  return rows;
}
