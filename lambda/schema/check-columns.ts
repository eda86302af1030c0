import { toColumnName } from './column-name.ts';
import type { ColumnType } from './column-type.ts';
import type { Column } from './dataset-schema.ts';
import { parseDateFormat } from './date-format.ts';
import { compareDecimals, fitsDecimal, parseDecimal } from './decimal.ts';
import { quote } from './finding.ts';
import {
  aliasCollision,
  decimalInvalid,
  formatInvalid,
  keywordValue,
  misplacedKeyword,
  requiredUnknown,
  type SchemaFinding,
  timeZoneInvalid,
} from './findings.ts';
import type { JsonDocument, JsonPath } from './json-document.ts';
import { nearestName } from './nearest-name.ts';
import { parseNumberFormat } from './number-format.ts';
import type { PlacedColumn } from './read-columns.ts';
import { isObject, type Keywords, subschemas } from './subschemas.ts';
import { isTimeZone, timeZones } from './time-zone.ts';

/** Words that only some types know. */
const wordsOf = new Map<string, readonly ColumnType['kind'][]>(
  Object.entries({
    formats: ['date', 'timestamp', 'integer', 'number', 'decimal'],
    timeZone: ['timestamp'],
    precision: ['decimal'],
    scale: ['decimal'],
    minimum: ['decimal'],
    maximum: ['decimal'],
    formulas: ['string'],
  }),
);

function checkFormats(document: JsonDocument, column: Column, at: JsonPath): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  const { kind } = column.type;
  for (const [index, format] of column.formats.entries()) {
    const place = document.placeOf([...at, 'formats', index]);
    if (kind === 'date' || kind === 'timestamp') {
      const read = parseDateFormat(format, kind);
      if ('problem' in read)
        findings.push(formatInvalid(place, column.name, read.problem.expected, format, read.problem.fix));
    } else if (parseNumberFormat(format) === undefined) {
      const expected = 'an example of a number, such as 1,234.56, 1.234,56, $1,234.56 or 12.5%';
      findings.push(formatInvalid(place, column.name, expected, format, 'write a number as the file writes it'));
    }
  }
  return findings;
}

function checkDecimal(document: JsonDocument, column: Column, at: JsonPath, own: Keywords): SchemaFinding[] {
  if (column.type.kind !== 'decimal') return [];
  const { precision, scale } = column.type;
  const findings: SchemaFinding[] = [];
  const finding = (word: string, expected: string, fix: string): void => {
    const got = `${word} ${quote(String(own[word]))}`;
    findings.push(decimalInvalid(document.placeOf([...at, word]), column.name, expected, got, fix));
  };
  if (scale > precision)
    finding('scale', `a scale of at most the precision, ${precision}`, 'raise precision or lower scale');
  const bounds = (['minimum', 'maximum'] as const).map((word) => {
    const text = own[word];
    if (typeof text !== 'string') return undefined;
    const bound = parseDecimal(text);
    if (bound === undefined) finding(word, 'a plain decimal as text', 'write it like "99999.99"');
    else if (!fitsDecimal(bound, precision, scale)) {
      finding(word, `a decimal(${precision},${scale})`, 'change the bound, precision or scale');
    }
    return bound;
  });
  const [least, most] = bounds;
  if (least !== undefined && most !== undefined && compareDecimals(least, most) > 0) {
    finding('minimum', 'a minimum of at most the maximum', 'swap the two');
  }
  return findings;
}

function checkColumn(document: JsonDocument, { column, at: property, keywords }: PlacedColumn): SchemaFinding[] {
  const own = isObject(keywords['x-sluice']) ? keywords['x-sluice'] : {};
  const at = [...property, 'x-sluice'];
  const findings: SchemaFinding[] = [];
  for (const word of Object.keys(own)) {
    const kinds = wordsOf.get(word);
    if (kinds === undefined || kinds.includes(column.type.kind)) continue;
    const expected = `it on columns of type ${kinds.join(', ')}, not ${column.type.kind}`;
    findings.push(misplacedKeyword(document.placeOfKey([...at, word]), word, expected, 'remove it or change the type'));
  }
  if (findings.length > 0) return findings;
  if ('formulas' in own && (column.sensitive !== undefined || column.json === true)) {
    const what = column.json === true ? 'JSON text' : `"sensitive": ${quote(column.sensitive ?? '')}`;
    const expected = `it on columns of text that is published as it is, not of ${what}`;
    return [misplacedKeyword(document.placeOfKey([...at, 'formulas']), 'formulas', expected, 'remove it')];
  }
  if (column.sensitive === 'tokenise' && column.type.kind !== 'string') {
    const place = document.placeOf([...at, 'sensitive']);
    const expected = `"tokenise" on a column of text, since a token is text; this one is ${column.type.kind}`;
    findings.push(keywordValue(place, 'sensitive', expected, `"tokenise" of ${column.name}`));
  }
  const zone = column.timeZone;
  if (zone !== undefined && !isTimeZone(zone)) {
    const place = document.placeOf([...at, 'timeZone']);
    findings.push(timeZoneInvalid(place, column.name, zone, nearestName(zone, timeZones())));
  }
  return [...findings, ...checkFormats(document, column, at), ...checkDecimal(document, column, at, own)];
}

function checkAliases(document: JsonDocument, columns: readonly PlacedColumn[]): SchemaFinding[] {
  const headers = new Map(columns.map(({ column }) => [column.name, column.name]));
  return columns.flatMap(({ column, at }) =>
    column.aliases.flatMap((alias, index) => {
      const name = toColumnName(alias) ?? alias;
      const other = headers.get(name) ?? column.name;
      headers.set(name, other);
      if (other === column.name) return [];
      return [aliasCollision(document.placeOf([...at, 'x-sluice', 'aliases', index]), column.name, alias, other)];
    }),
  );
}

/** `required` must name properties beside it: a slip there would quarantine every row. */
function checkRequired(document: JsonDocument): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  for (const { keywords, path } of subschemas(document.value)) {
    const { properties, required, $ref: reference } = keywords;
    const isRecord = path.every((key, index) => index % 2 === 1 || key === 'properties');
    if (!isRecord || reference !== undefined || !isObject(properties) || !Array.isArray(required)) continue;
    for (const [index, name] of required.entries()) {
      if (typeof name !== 'string' || Object.hasOwn(properties, name)) continue;
      const place = document.placeOf([...path, 'required', index]);
      findings.push(requiredUnknown(place, name, nearestName(name, Object.keys(properties))));
    }
  }
  return findings;
}

/** Judges what a meta-schema can't: each column's formats, zone and decimal bounds, aliases among columns, and `required`. */
export function checkColumns(document: JsonDocument, columns: readonly PlacedColumn[]): SchemaFinding[] {
  return [
    ...columns.flatMap((placed) => checkColumn(document, placed)),
    ...checkAliases(document, columns),
    ...checkRequired(document),
  ];
}
