import { cleanFile, type QuarantinedRecord } from '../../lambda/clean/clean-file.ts';
import type { FileReport } from '../../lambda/clean/file-report.ts';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { schemaForFile } from '../../lambda/schema/file-format.ts';
import type { Condition } from './conditions.ts';
import { erasureSchema } from './erasure-schema.ts';
import { searchBytes, writtenForms } from './search-bytes.ts';

/** One record of the person. */
export type FoundRow = Pick<QuarantinedRecord, 'line' | 'row' | 'offset' | 'raw'>;

/** What one version of one file holds of a person. */
export interface FoundRows {
  /** `whole`: the file can't be read by rows, and holds the text somewhere; `unsearchable`: nor can it be looked through. */
  readonly holds: 'nothing' | 'rows' | 'whole' | 'unsearchable';
  readonly rowsIn: number;
  readonly rows: readonly FoundRow[];
  /** Lines of other people's rows that hold the text in another column: they stay. */
  readonly mentions: number;
  readonly report: FileReport;
}

/** No letter or digit beside it: 12 is not in 2012. */
function wordTest(texts: readonly string[]): (text: string) => boolean {
  const quoted = texts.flatMap(writtenForms);
  const any = [...new Set(quoted)].map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'u');
  return (text) => pattern.test(text);
}

/** Lines of NDJSON as they come, cut anywhere. */
function lineReader(take: (line: string) => void): { push(chunk: Uint8Array): void } {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    },
  };
}

/**
 * Reads one version of a file as cleaning does, quarantined records included.
 *
 * A record is the person's when a column of it holds the value; of a record that is at fault anyhow, when the text stands in it as a word,
 * since nobody can say in which column.
 * @param file raw key
 * @param read the version's bytes: again, to their end, when cleaning refuses the file and stops before it
 * @param schema of the dataset
 */
export async function findRows(
  file: string,
  read: () => AsyncIterable<Uint8Array>,
  schema: DatasetSchema,
  conditions: readonly Condition[],
): Promise<FoundRows> {
  const texts = conditions.map(({ text }) => text);
  const isNamed = wordTest(texts);
  // Whose rule it was that failed can't be told then: the text has to stand in the record.
  const hasOwnNot = JSON.stringify(schema.json).includes('"not":');
  let mentions = 0;
  const rows: FoundRow[] = [];
  const take = (line: string): void => {
    // Our own engine's.
    const { row, raw, reasons, ...place } = JSON.parse(line) as QuarantinedRecord;
    const last = rows.at(-1);
    // A record too long for one piece comes in parts.
    if (last?.row === row) rows[rows.length - 1] = { ...last, raw: last.raw + raw };
    else if (isNamed(raw) || (reasons.some(isOurs) && !hasOwnNot))
      rows.push({ line: place.line, offset: place.offset, row, raw });
  };
  const [quarantine, clean] = [lineReader(take), lineReader((line) => (mentions += isNamed(line) ? 1 : 0))];
  const input = {
    ...{ file, bytes: read(), token: developmentToken },
    schema: erasureSchema(schemaForFile(schema, file), conditions),
  };
  const { report, rowsIn, status } = await cleanFile(input, {
    clean: (chunk) => clean.push(chunk),
    quarantine: (chunk) => quarantine.push(chunk),
    rejects: () => undefined,
  });
  if (status === 'failed') {
    const searched = rows.length > 0 ? 'found' : await searchBytes(file, read(), texts);
    return { holds: searched === 'found' ? 'whole' : searched, rowsIn, rows: [], mentions: 0, report };
  }
  return { holds: rows.length > 0 ? 'rows' : 'nothing', rowsIn, rows, mentions, report };
}

/** The rule that erasureSchema adds is one of the record as a whole. */
const isOurs = ({ code, column, message }: QuarantinedRecord['reasons'][number]): boolean =>
  code === 'schema-keyword' && column === null && message.includes('"not"');
