import { Buffer } from 'node:buffer';
import { emptyFile, jsonNotArray } from '../../lambda/clean/findings.ts';
import { type RawRecord, RecordFramer } from '../../lambda/clean/frame/frame-records.ts';
import { createJsonArrayScanner } from '../../lambda/clean/frame/json-array-scanner.ts';
import { lineScanner } from '../../lambda/clean/frame/line-scanner.ts';
import type { TextFeed } from '../../lambda/clean/frame/text-feed.ts';
import { JsonNumber, type JsonValue, toCanonicalJson } from '../../lambda/clean/json/json-value.ts';
import { parseJson } from '../../lambda/clean/json/parse-json.ts';
import { defaultLimits } from '../../lambda/clean/limits.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { addValue } from './evidence/clean-cells.ts';
import { ColumnEvidence } from './evidence/column-evidence.ts';
import { findings } from './findings.ts';
import { openText } from './open-text.ts';

/** What was seen under one path of the records. */
export interface JsonField {
  /** Keys from the record's root, as the file has them. */
  readonly path: readonly string[];
  readonly evidence: ColumnEvidence;
  booleans: number;
  /** Arrays, and objects that hold nothing. */
  compounds: number;
  objects: number;
}

/** Fields by path, in the order in which they first came. */
export type JsonFields = Map<string, JsonField>;

/** More paths than a table has columns: the keys are data themselves. */
export const mostFields = 2000;

function fieldAt(fields: JsonFields, path: readonly string[]): JsonField | undefined {
  const key = JSON.stringify(path);
  const known = fields.get(key);
  if (known !== undefined || fields.size >= mostFields) return known;
  const field = { path, evidence: new ColumnEvidence(), booleans: 0, compounds: 0, objects: 0 };
  fields.set(key, field);
  return field;
}

function addText(evidence: ColumnEvidence, text: string): void {
  const value = text.trim();
  if (value === '') return;
  const bytes = Buffer.from(value);
  addValue(evidence, bytes, 0, bytes.length);
}

function addAt(fields: JsonFields, path: readonly string[], value: JsonValue): void {
  const field = fieldAt(fields, path);
  if (field === undefined || value === null) return;
  if (value instanceof Map) {
    field.objects++;
    for (const [key, item] of value) addAt(fields, [...path, key], item);
  } else if (Array.isArray(value)) {
    field.compounds++;
    addText(field.evidence, toCanonicalJson(value));
  } else if (typeof value === 'boolean') {
    field.booleans++;
    addText(field.evidence, String(value));
  } else addText(field.evidence, value instanceof JsonNumber ? value.source : String(value));
}

async function nextRecord(framer: RecordFramer, feed: TextFeed): Promise<RawRecord | undefined> {
  for (;;) {
    const record = framer.next();
    if (record !== undefined || !(await feed.more())) return record ?? framer.next();
  }
}

/**
 * Reads a whole file of JSON records as clean frames and parses them, and gathers what stands under each path.
 * @param format one record a line, or one array
 * @param fields of the files before; gets this file's too
 * @returns records that are objects, and others; or why none can be read
 */
export async function gatherJson(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  format: 'ndjson' | 'json',
  fields: JsonFields,
): Promise<{ readonly rows: number; readonly bad: number } | { readonly finding: Finding }> {
  const opened = await openText(file, bytes, async ({ feed }) => {
    const array = format === 'json' ? createJsonArrayScanner() : undefined;
    const parse = (raw: string) => parseJson(raw, defaultLimits.jsonDepth);
    const fits = (raw: string): boolean => 'value' in parse(raw);
    const skipped = (text: string): void => array?.passed(text);
    const framer = new RecordFramer(feed.window, array ?? lineScanner, defaultLimits.recordLength, fits, skipped);
    let [rows, bad] = [0, 0];
    for (let raw = await nextRecord(framer, feed); raw !== undefined; raw = await nextRecord(framer, feed)) {
      if (array?.state === 'before') return { finding: jsonNotArray({ file, line: raw.line }) };
      const parsed = raw.fault === undefined && raw.part === undefined ? parse(raw.raw) : undefined;
      const record = parsed !== undefined && 'value' in parsed ? parsed.value : undefined;
      if (record instanceof Map) {
        rows++;
        for (const [key, value] of record) addAt(fields, [key], value);
      } else bad++;
    }
    if (rows + bad === 0) return { finding: emptyFile({ file }) };
    if (rows === 0)
      return { finding: findings.noRecords(file, `${bad} values, none of which is an object that can be read`) };
    return fields.size === 0 ? { finding: findings.noRecords(file, 'objects without a key') } : { rows, bad };
  });
  return 'finding' in opened ? opened : opened.result;
}
