import { Buffer } from 'node:buffer';
import type { QuarantinedRecord } from '../../../lambda/clean/clean-input.ts';
import type { EncodingName } from '../../../lambda/clean/decode/sniff-encoding.ts';
import { masked } from '../../../lambda/clean/findings.ts';
import type { CsvMarks } from '../../../lambda/clean/frame/csv-scanner.ts';
import { createColumnFinder } from '../../../lambda/clean/match-header.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { quote } from '../../../lambda/schema/finding.ts';
import { isObject, type Keywords } from '../../../lambda/schema/subschemas.ts';
import type { Edit } from './edit.ts';
import { enumTypo } from './enum-typo.ts';
import type { Fix } from './fix.ts';
import {
  decodeLatin1,
  type FieldExtent,
  type FramedLine,
  fieldExtents,
  frameRecord,
  textOf,
  trimBlanks,
} from './framed-file.ts';

export interface EnumInput {
  /** One character a byte. */
  readonly text: string;
  readonly file: string;
  readonly encoding: EncodingName;
  /** The first record, where the file has one. */
  readonly header: FramedLine | undefined;
  readonly marks: CsvMarks;
  readonly quarantined: readonly QuarantinedRecord[];
  readonly schema: DatasetSchema;
}

/** Mends cells that were quarantined because their value is not in the column's list, where one value of it was surely meant. */
export function enumEdits(input: EnumInput): { readonly edits: readonly Edit[]; readonly fixes: readonly Fix[] } {
  const { text, marks, quarantined, schema } = input;
  const hasHeader = schema.dialect.header ?? true;
  const fieldOf = fieldsByColumn(input, hasHeader);
  const mended = quarantined.flatMap((one) => {
    const columns = new Set(
      one.reasons.flatMap(({ code, column }) => (code === 'not-in-list' && column !== null ? [column] : [])),
    );
    const record = columns.size === 0 || one.part !== undefined ? undefined : frameRecord(text, marks, one);
    if (record === undefined) return [];
    return schema.columns
      .filter(({ name }) => columns.has(name))
      .flatMap((column) => mend(input, record, column, fieldOf(column)));
  });
  mended.sort((a, b) => a.edit.start - b.edit.start);
  return { edits: mended.map(({ edit }) => edit), fixes: mended.map(({ fix }) => fix) };
}

function mend(input: EnumInput, record: FramedLine, column: Column, index: number): { edit: Edit; fix: Fix }[] {
  const { text, file, marks, schema, encoding } = input;
  const extent = fieldExtents(text, record, marks)?.[index];
  if (extent === undefined) return [];
  const written = decodeLatin1(textOf(text, extent, marks))
    .trim()
    .normalize('NFC');
  const meant = enumTypo(written, valuesOf(column, schema));
  const edit = meant === undefined ? undefined : replacement(text, extent, meant, marks);
  if (meant === undefined || edit === undefined) return [];
  // Edits are UTF-8.
  if (encoding !== 'utf-8' && /\P{ASCII}/u.test(meant)) return [];
  const shown = (value: string) => (column.sensitive === undefined ? quote(value) : masked);
  const fix = { kind: 'enum', file, line: record.line, count: 1, column: column.name } as const;
  return [{ edit, fix: { ...fix, before: shown(written), after: shown(meant) } }];
}

/** Blanks and quotes around the value stay. @returns undefined where it would have to be quoted and is not */
function replacement(
  text: string,
  extent: FieldExtent,
  meant: string,
  { delimiter, quote: mark }: CsvMarks,
): Edit | undefined {
  const bytes = fromUtf8(meant);
  if (!extent.quoted && (bytes.includes(delimiter) || (mark !== '' && bytes.includes(mark)) || /[\r\n]/.test(bytes)))
    return undefined;
  const inner = text.slice(extent.innerStart, extent.innerEnd);
  const start = extent.innerStart + inner.indexOf(trimBlanks(inner));
  const end = start + trimBlanks(inner).length;
  return { start, end, text: extent.quoted ? bytes.replaceAll(mark, mark + mark) : bytes };
}

const fromUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Which field of a record a column is: by the header as lambda/clean matches it, or by the order of the columns. */
function fieldsByColumn({ text, header, marks, schema }: EnumInput, hasHeader: boolean): (column: Column) => number {
  if (!hasHeader) return (column) => schema.columns.indexOf(column);
  const find = createColumnFinder(schema.columns);
  const extents = header === undefined ? [] : (fieldExtents(text, header, marks) ?? []);
  const names = extents.map((extent) => find(decodeLatin1(textOf(text, extent, marks))));
  return (column) => names.indexOf(column);
}

function valuesOf({ path }: Column, { json }: DatasetSchema): readonly unknown[] {
  const own = path.reduce<Keywords | undefined>((schema, key) => {
    const properties = schema?.['properties'];
    const next = isObject(properties) ? properties[key] : undefined;
    return isObject(next) ? next : undefined;
  }, json);
  const list = own?.['enum'];
  return Array.isArray(list) ? list : [];
}
