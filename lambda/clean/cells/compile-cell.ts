import type { Column } from '../../schema/dataset-schema.ts';
import * as faults from '../faults.ts';
import { JsonNumber, type JsonValue, toCanonicalJson, toPlain } from '../json/json-value.ts';
import { parseJson } from '../json/parse-json.ts';
import { readBoolean } from './boolean.ts';
import type { Cell, ReadCell } from './cell.ts';
import { compileDate, compileDateTime } from './date.ts';
import { compileDecimal, compileInteger, compileNumber } from './number.ts';
import { compileText } from './text.ts';

function compileJsonText(depth: number): ReadCell {
  return (text) => {
    const parsed = parseJson(text, depth);
    const value = 'value' in parsed ? parsed.value : undefined;
    if (value === undefined || !isCompound(value)) return { fault: faults.jsonFormat };
    return { text: toCanonicalJson(value), value: toPlain(value) };
  };
}

const isCompound = (value: JsonValue): boolean => value instanceof Map || Array.isArray(value);

/** Makes the reader of one column's cells. @param depth deepest nesting of JSON text */
export function compileCell(column: Column, depth: number): ReadCell {
  const { type, formats, timeZone } = column;
  if (column.json === true) return compileJsonText(depth);
  switch (type.kind) {
    case 'string':
      return compileText(column);
    case 'integer':
      return compileInteger(formats);
    case 'number':
      return compileNumber(formats);
    case 'decimal':
      return compileDecimal(type.precision, type.scale, formats);
    case 'boolean':
      return readBoolean;
    case 'date':
      return compileDate(formats);
    case 'timestamp':
      return compileDateTime(formats, timeZone);
  }
}

const typeNames = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  decimal: 'a number or text that holds one',
  boolean: 'true or false',
  date: 'text that holds a date',
  timestamp: 'text that holds a date and time',
} as const;

/**
 * What a JSON value is as a cell: text to be read like a CSV cell, or a cell already. Numbers count as text where text is wanted,
 * by their digits as written; true, false, arrays and objects are never text.
 */
export function jsonCell(column: Column, value: Exclude<JsonValue, null>): { text: string } | { cell: Cell } {
  const wrong = {
    cell: { fault: faults.wrongType(column.json === true ? 'an array or object' : typeNames[column.type.kind]) },
  };
  if (column.json === true) {
    return isCompound(value) ? { cell: { text: toCanonicalJson(value), value: toPlain(value) } } : wrong;
  }
  if (typeof value === 'string') return { text: value };
  const { kind } = column.type;
  if (typeof value === 'boolean') return kind === 'boolean' ? { cell: { text: String(value), value } } : wrong;
  if (value instanceof JsonNumber) return kind === 'date' || kind === 'timestamp' ? wrong : { text: value.source };
  return wrong;
}
