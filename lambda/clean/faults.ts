import { quote } from '../schema/finding.ts';
import { count, type Fault } from './findings.ts';

/*
 * The wording of every fault of one record or cell. `got` is only set where it holds no text of the record: what a cell holds is
 * added by whoever knows whether its column is sensitive. All have one shape, so that what handles them is compiled once.
 */

export const quoteNotClosed = (limit: number): Fault => ({
  code: 'quote-not-closed',
  expected: `a closing quote within ${limit} characters`,
  got: 'none before a line that reads as a record of its own, or the end',
  fix: 'close the quoted field, or double a quote that belongs to the text',
});
export const quoteInField: Fault = {
  code: 'quote-in-field',
  expected: 'quotes only around a whole field',
  got: 'a quote inside a field without quotes',
  fix: 'put the field in quotes and double the quotes inside',
};
export const textAfterQuote: Fault = {
  code: 'text-after-quote',
  expected: 'a delimiter or the end of the line after a closing quote',
  got: 'text',
  fix: 'double the quotes that belong to the text',
};
export const recordTooLong = (limit: number): Fault => ({
  code: 'record-too-long',
  expected: `at most ${limit} characters in a record`,
  got: 'more',
  fix: 'split the record, or check the line endings and quotes before it',
});
const fields = (expected: number): string => `${count(expected, 'field')}, as the header has`;
export const tooFewFields = (expected: number, got: number): Fault => ({
  code: 'too-few-fields',
  expected: fields(expected),
  got: `${got}`,
  fix: 'add the missing delimiters, or join lines that were broken',
});
export const tooManyFields = (expected: number, got: number): Fault => ({
  code: 'too-many-fields',
  expected: fields(expected),
  got: `${got}`,
  fix: 'put fields that hold the delimiter in quotes',
});
export const nulByte: Fault = {
  code: 'nul-byte',
  expected: 'text without NUL',
  got: 'a NUL character',
  fix: 'remove it, or check the encoding of the export',
};
export const invalidUtf8: Fault = {
  code: 'invalid-utf-8',
  expected: 'UTF-8, as declared or marked at the beginning of the file',
  got: 'bytes that are not',
  fix: 'save the file as UTF-8, or declare its "encoding"',
};
export const loneSurrogate: Fault = {
  code: 'lone-surrogate',
  expected: 'whole Unicode characters',
  got: 'half of a surrogate pair',
  fix: 'write the whole character',
};
export const jsonSyntax = (expected: string, column: number, line: number): Fault => ({
  code: 'json-syntax',
  expected,
  got: `something else at character ${column}${line === 1 ? '' : ` of the record's line ${line}`}`,
  fix: 'mend the record; any JSON checker shows the place',
});
export const jsonBehindArray: Fault = {
  code: 'json-syntax',
  expected: 'nothing behind the ] that closes the records',
  got: 'more',
  fix: 'move it into the array',
};
export const jsonDepth = (limit: number): Fault => ({
  code: 'json-depth',
  expected: `at most ${limit} levels of nesting`,
  got: 'more',
  fix: 'flatten the record',
});
export const jsonNotObject: Fault = {
  code: 'json-not-object',
  expected: 'an object',
  got: 'another kind of value',
  fix: 'write each record as { "column": value }',
};
export const jsonDuplicateName: Fault = {
  code: 'json-duplicate-name',
  expected: 'each name once in an object',
  got: 'one that came before',
  fix: 'keep one of them; names may differ in case and punctuation only',
};
export const unnamedFieldHasValue = (field: number): Fault => ({
  code: 'unknown-column',
  expected: 'values in columns of the schema only',
  got: `one in field ${field}, which the header does not name`,
  fix: 'name it in the header, or take the value out',
});
export const wrongType = (type: string): Fault => ({
  code: 'wrong-type',
  expected: type,
  got: 'another kind of value',
  fix: 'correct the record, or change "type" in the schema',
});
export const unknownColumnHasValue = (name: string): Fault => ({
  code: 'unknown-column',
  expected: 'values in columns of the schema only',
  got: `one in ${quote(name)}`,
  fix: 'add the column to the schema, or set "unknownColumns" to "drop"',
});
export const missingValue: Fault = {
  code: 'missing-value',
  expected: 'a value',
  got: 'none',
  fix: 'fill it in, or take the column out of "required"',
};

export const maskedValue: Fault = {
  ...missingValue,
  expected: 'the value itself, not the *** of sluice rejects',
  fix: 'write it, or take the rows from sluice rejects --show-sensitive',
};
export const missingKey: Fault = {
  ...missingValue,
  fix: 'fill it in, or take the column out of "primaryKey"',
};
export const integerFormat: Fault = {
  code: 'integer-format',
  expected: 'a whole number',
  got: undefined,
  fix: 'write digits only, such as 1250, or declare how it is written under "formats"',
};
export const integerRange: Fault = {
  code: 'integer-range',
  expected: 'a whole number of 64 bits',
  got: undefined,
  fix: 'declare the column as a decimal or as text',
};
export const numberFormat: Fault = {
  code: 'number-format',
  expected: 'a number',
  got: undefined,
  fix: 'write it as 1234.56, or declare how it is written under "formats"',
};
export const numberRange: Fault = {
  code: 'number-range',
  expected: 'a number that a double can hold',
  got: undefined,
  fix: 'declare the column as a decimal or as text',
};
export const decimalFormat: Fault = { ...numberFormat, code: 'decimal-format', expected: 'a decimal number' };
export const decimalSize = (precision: number, scale: number): Fault => ({
  code: 'decimal-size',
  expected: `at most ${precision - scale} digits before and ${scale} after the point`,
  got: undefined,
  fix: 'round it at its source, or raise "precision" and "scale"',
});
export const booleanFormat: Fault = {
  code: 'boolean-format',
  expected: 'true or false',
  got: undefined,
  fix: 'write true, false, yes, no, t, f, y, n, on, off, 1 or 0',
};
const orFormats = (plain: string, formats: readonly string[]): string => [plain, ...formats].join(' or ');
export const dateFormat = (formats: readonly string[]): Fault => ({
  code: 'date-format',
  expected: `a day of the calendar as ${orFormats('YYYY-MM-DD', formats)}`,
  got: undefined,
  fix: 'correct it, or declare how it is written under "formats"',
});
export const dateTimeFormat = (formats: readonly string[]): Fault => ({
  code: 'date-time-format',
  expected: `a date and time as ${orFormats('YYYY-MM-DDTHH:mm:ssZ', formats)}`,
  got: undefined,
  fix: 'correct it, or declare how it is written under "formats"',
});
export const fractionTooFine: Fault = {
  code: 'date-time-format',
  expected: 'a date and time with at most 6 digits of a second',
  got: undefined,
  fix: 'cut or round it at its source: microseconds are the finest that tables keep',
};
export const timeZoneMissing: Fault = {
  code: 'time-zone-missing',
  expected: 'a date and time with a zone, such as Z or +02:00',
  got: undefined,
  fix: 'add it, or declare "timeZone" for the column',
};
export const timeSkipped = (zone: string): Fault => ({
  code: 'time-skipped',
  expected: `a time that clocks in ${zone} showed`,
  got: undefined,
  fix: 'clocks were put forward over it: write the time with its offset',
});
export const timeRepeated = (zone: string): Fault => ({
  code: 'time-repeated',
  expected: `a time that clocks in ${zone} showed once`,
  got: undefined,
  fix: 'clocks were put back over it: write the time with its offset',
});
export const formulaText: Fault = {
  code: 'formula-text',
  expected: 'text that no spreadsheet takes for a formula',
  got: undefined,
  fix: 'write it so that it does not begin with = + - or @, or set "formulas" to "escape" or "keep"',
};
export const jsonFormat: Fault = {
  code: 'json-format',
  expected: 'JSON text of an array or object',
  got: undefined,
  fix: 'write it as JSON, such as ["a","b"]',
};
export const duplicateKey = (columns: readonly string[], line: number): Fault => ({
  code: 'duplicate-key',
  expected: `each ${columns.join(', ')} once`,
  got: `the key of line ${line} again`,
  fix: 'remove one of them, or set "onDuplicate" to "latest"',
});
