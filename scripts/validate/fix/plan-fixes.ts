import type { Buffer } from 'node:buffer';
import { sniffEncoding } from '../../../lambda/clean/decode/sniff-encoding.ts';
import type { CsvMarks } from '../../../lambda/clean/frame/csv-scanner.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { quote } from '../../../lambda/schema/finding.ts';
import { type Cleaned, cleanInMemory } from './clean-in-memory.ts';
import { delimiterEdits } from './delimiter-edits.ts';
import { applyEdits, type Edit } from './edit.ts';
import { enumEdits } from './enum-edits.ts';
import type { Fix, Unmended } from './fix.ts';
import { asLatin1, type FramedFile, frameFile, fromLatin1 } from './framed-file.ts';

/** A file as it should be, and what is other in it. */
export interface PlannedFixes {
  readonly bytes: Uint8Array;
  readonly fixes: readonly Fix[];
  /** What was left, one a kind. */
  readonly unmended: readonly Unmended[];
}

interface Step {
  readonly text: string;
  readonly fixes: readonly Fix[];
}

const byteOrderMark = '\xef\xbb\xbf';

/**
 * Works out what of a CSV file can be mended without a guess: its byte order mark, line ends, delimiter, and slips in columns whose values are listed.
 * Every other byte stays. What was clean before is clean after, row for row, or the step is left out.
 * @param file the path that fixes name
 * @returns the same bytes where all is left as it is; undefined where nothing is to be mended, or the file is no CSV in UTF-8 or windows-1252
 */
export async function planFixes(bytes: Buffer, file: string, schema: DatasetSchema): Promise<PlannedFixes | undefined> {
  if (schema.format !== 'csv' || bytes.length === 0 || (bytes[0] === 0x1f && bytes[1] === 0x8b)) return undefined;
  const sniffed = sniffEncoding(bytes.subarray(0, 8192), schema.dialect.encoding, file);
  if (!('encoding' in sniffed) || sniffed.encoding.name.startsWith('utf-16')) return undefined;
  let current: Step = { text: asLatin1(bytes), fixes: [] };
  let cleaned = await cleanInMemory(bytes, file, schema);
  const unmended: Unmended[] = [];
  for (const step of [withoutMark, withDelimiter, withLineFeeds, withoutTypos]) {
    const next = await step(current, cleaned, file, schema);
    if (next === undefined) continue;
    if ('reason' in next) {
      unmended.push(next);
      continue;
    }
    const after = await cleanInMemory(fromLatin1(next.text), file, schema);
    if (!keepsRows(cleaned, after)) {
      const [first] = next.fixes;
      if (first !== undefined) unmended.push({ kind: first.kind, file, line: first.line, reason: 'changes-rows' });
      continue;
    }
    current = { text: next.text, fixes: [...current.fixes, ...next.fixes] };
    cleaned = after;
  }
  const { text, fixes } = current;
  return fixes.length + unmended.length === 0 ? undefined : { bytes: fromLatin1(text), fixes, unmended };
}

/** Whether every row that was clean is what it was, and no row came or went. A file that failed had no rows to keep. */
function keepsRows(before: Cleaned, after: Cleaned): boolean {
  if (before.result.status === 'failed' && before.result.rowsIn === 0) return true;
  const isSame = [...before.rows].every(([row, text]) => after.rows.get(row) === text);
  return isSame && before.result.rowsIn === after.result.rowsIn;
}

async function withoutMark({ text }: Step, _: Cleaned, file: string): Promise<Step | undefined> {
  if (!text.startsWith(byteOrderMark)) return undefined;
  const fix: Fix = { kind: 'byte-order-mark', file, line: 1, count: 1, before: 'a byte order mark', after: 'none' };
  return { text: text.slice(byteOrderMark.length), fixes: [fix] };
}

async function withLineFeeds(
  { text }: Step,
  cleaned: Cleaned,
  file: string,
  schema: DatasetSchema,
): Promise<Step | Unmended | undefined> {
  const found = text.includes('\r') ? framed(text, cleaned, schema) : undefined;
  const others = (found?.lines ?? []).filter(
    ({ contentEnd, end }) => contentEnd < end && text.slice(contentEnd, end) !== '\n',
  );
  const [first] = others;
  if (found?.brokenAt !== undefined) return { kind: 'line-ends', file, line: found.brokenAt, reason: 'not-a-record' };
  if (first === undefined) return undefined;
  const kinds = new Set(others.map(({ contentEnd, end }) => (end - contentEnd === 2 ? 'CRLF' : 'CR')));
  const edits = others.map(({ contentEnd, end }): Edit => ({ start: contentEnd, end, text: '\n' }));
  const before = `line end ${[...kinds].sort().join(' or ')}`;
  return {
    text: applyEdits(text, edits),
    fixes: [{ kind: 'line-ends', file, line: first.line, count: edits.length, before, after: 'LF' }],
  };
}

async function withDelimiter(
  { text }: Step,
  cleaned: Cleaned,
  file: string,
  schema: DatasetSchema,
): Promise<Step | Unmended | undefined> {
  const wanted = schema.dialect.delimiter;
  if (wanted === undefined || !cleaned.result.findings.some(({ code }) => code === 'dialect-mismatch'))
    return undefined;
  const open = { ...schema, dialect: { ...schema.dialect, delimiter: undefined } };
  const other = await cleanInMemory(fromLatin1(text), file, open);
  const found = framed(text, other, open);
  if (found === undefined || found.marks.delimiter === wanted) return undefined;
  if (found.brokenAt !== undefined) return { kind: 'delimiter', file, line: found.brokenAt, reason: 'not-a-record' };
  const edits = delimiterEdits(text, found.lines, found.marks, wanted);
  if ('uncertainAt' in edits) return { kind: 'delimiter', file, line: edits.uncertainAt, reason: 'other-width' };
  const [before, after] = [quote(found.marks.delimiter), quote(wanted)].map((mark) => `delimiter ${mark}`);
  const line = found.lines.find(({ kind }) => kind === 'record')?.line ?? 1;
  const fix: Fix = { kind: 'delimiter', file, line, count: edits.length, before: before ?? '', after: after ?? '' };
  return { text: applyEdits(text, edits), fixes: [fix] };
}

async function withoutTypos(
  { text }: Step,
  cleaned: Cleaned,
  file: string,
  schema: DatasetSchema,
): Promise<Step | undefined> {
  const found = framed(text, cleaned, schema);
  if (found === undefined) return undefined;
  const header = found.lines.find(({ kind }) => kind === 'record');
  const { edits, fixes } = enumEdits({
    text,
    file,
    encoding: cleaned.result.report.encoding.name,
    header,
    marks: found.marks,
    quarantined: cleaned.quarantined,
    schema,
  });
  return edits.length === 0 ? undefined : { text: applyEdits(text, edits), fixes };
}

/** The file cut into records by the dialect that cleaning settled on, as far as they are records. */
function framed(
  text: string,
  { result }: Cleaned,
  { dialect }: DatasetSchema,
): (FramedFile & { readonly marks: CsvMarks }) | undefined {
  const settled = result.report.dialect;
  if (settled === null) return undefined;
  const marks = { delimiter: settled.delimiter, quote: settled.quote, comment: dialect.comment };
  return text.startsWith(byteOrderMark) ? undefined : { ...frameFile(text, marks, settled.skipLines), marks };
}
