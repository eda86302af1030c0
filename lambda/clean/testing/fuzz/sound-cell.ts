import type { Column, DatasetSchema } from '../../../schema/dataset-schema.ts';
import { resolveSchema } from '../../../schema/read-type.ts';
import { isObject, type Keywords } from '../../../schema/subschemas.ts';
import type { Random } from './random.ts';
import { anyText, soundForFormat, soundForPattern } from './text-samples.ts';
import { anyDateParts, writeDate, writeIso } from './write-date.ts';
import { writeNumber } from './write-number.ts';

/** Makes the text of one cell. */
export type WriteCell = (random: Random) => string;

function keywordsAt(schema: DatasetSchema, path: readonly string[]): Keywords {
  let at: Keywords = schema.json;
  for (const key of path) {
    const properties = resolveSchema(schema.json, at, [])?.keywords['properties'];
    const own = isObject(properties) ? properties[key] : undefined;
    at = isObject(own) ? own : {};
  }
  return resolveSchema(schema.json, at, [])?.keywords ?? {};
}

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** Plain text of a number that mostly keeps to the schema's bounds. @param scale most digits behind the point; @param largest before it */
function numbers(keywords: Keywords, scale: number, largest: number): WriteCell {
  const own = isObject(keywords['x-sluice']) ? keywords['x-sluice'] : {};
  const least =
    numberOf(keywords['minimum'] ?? keywords['exclusiveMinimum'] ?? own['minimum']) ?? Math.max(-5000, -largest);
  const most =
    numberOf(keywords['maximum'] ?? keywords['exclusiveMaximum'] ?? own['maximum']) ?? Math.min(2_000_000, largest);
  const step = numberOf(keywords['multipleOf']);
  return (random) => {
    const whole = random.between(Math.ceil(least), Math.max(Math.floor(most), Math.ceil(least)));
    if (step !== undefined && random.chance(0.9)) return String(Number((Math.floor(whole / step) * step).toFixed(4)));
    const digits = scale === 0 || random.chance(0.3) ? 0 : random.between(1, Math.min(scale, 4));
    return digits === 0 ? String(whole) : `${whole}.${String(random.below(10 ** digits)).padStart(digits, '0')}`;
  };
}

/** Ways of the plain form that mean the same number. */
function respelled(random: Random, plain: string): string {
  const kind = random.below(40);
  if (kind === 0) return `+${plain}`.replace('+-', '-');
  if (kind === 1) return plain.replace(/^(-?)/, '$100');
  if (kind === 2) return plain.includes('.') ? `${plain}0` : `${plain}.0`;
  if (kind === 3) return `${plain}e0`;
  if (kind === 4) return plain.replace(/^(-?)0\./, '$1.');
  return plain;
}

function numberCells(column: Column, keywords: Keywords, scale: number): WriteCell {
  const { type, formats: all } = column;
  const whole = type.kind === 'decimal' ? type.precision - type.scale : 7;
  const percent = all.some((format) => format.includes('%'));
  const plain = numbers(keywords, percent ? Math.max(0, scale - 2) : scale, 10 ** Math.min(whole, 7) - 1);
  // A percentage has two digits more behind the point than it is written with.
  const formats = scale < 2 ? all.filter((format) => !format.includes('%')) : all;
  return (random) => {
    const text = plain(random);
    return formats.length > 0 && random.chance(0.7)
      ? writeNumber(random, text, random.pick(formats))
      : respelled(random, text);
  };
}

function dateCells({ formats: all, timeZone }: Column, kind: 'date' | 'timestamp'): WriteCell {
  const zoned = kind === 'timestamp' && timeZone === undefined;
  const formats = zoned ? all.filter((format) => format.includes('Z')) : all;
  return (random) => {
    const parts = anyDateParts(random);
    return formats.length > 0 && random.chance(0.7)
      ? writeDate(random, parts, random.pick(formats), kind)
      : writeIso(random, parts, kind, zoned);
  };
}

function textCells(keywords: Keywords): WriteCell {
  const { pattern, format, maxLength } = keywords;
  const known =
    (typeof pattern === 'string' ? soundForPattern(pattern) : undefined) ??
    (typeof format === 'string' ? soundForFormat(format) : undefined);
  const most = typeof maxLength === 'number' ? maxLength : 60;
  return (random) => (known !== undefined && random.chance(0.9) ? random.pick(known) : anyText(random, most));
}

const lists = ['[]', '["a","b"]', '[1,2]', '[ "x" , "y" ]', '["é"]', '[7]', '["zz"]', '[]', '[1.50,1e3]'];
const objects = ['{}', '{"a":1}', '{"b":{"c":[1]},"a":null}', '{ "x" : "é" }', '{"n":12345678901234567890}'];
const booleans = ['true', 'false', 'TRUE', 'False', 'yes', 'no', 'Y', 'n', 't', 'f', '1', '0', 'on', 'OFF'];

/** Makes the writer of a column's sound cells: mostly ones that the schema takes, in canonical and in declared spellings. */
export function soundCell(schema: DatasetSchema, column: Column): WriteCell {
  const keywords = keywordsAt(schema, column.path);
  const { enum: list, const: only } = keywords;
  const listed = Array.isArray(list) ? list : only === undefined ? [] : [only];
  const texts = listed.filter((value) => value !== null).map(String);
  if (texts.length > 0) return (random) => random.pick(texts);
  if (column.json === true) {
    const isList =
      keywords['type'] === 'array' || (Array.isArray(keywords['type']) && keywords['type'].includes('array'));
    return (random) => random.pick(isList ? lists : objects);
  }
  const { type } = column;
  switch (type.kind) {
    case 'string':
      return textCells(keywords);
    case 'integer':
      return numberCells(column, keywords, 0);
    case 'number':
      return numberCells(column, keywords, 6);
    case 'decimal':
      return numberCells(column, keywords, type.scale);
    case 'boolean':
      return (random) => random.pick(booleans);
    case 'date':
      return dateCells(column, 'date');
    case 'timestamp':
      return dateCells(column, 'timestamp');
  }
}
