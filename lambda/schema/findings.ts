import { type Finding, type Place, quote } from './finding.ts';

/** Everything that can be wrong with a schema.json; one code is one heading in FINDINGS.md and one folder in testdata/err. */
export const schemaCodes = [
  'json-syntax',
  'json-duplicate-key',
  'schema-not-record',
  'schema-draft',
  'schema-invalid',
  'schema-refused',
  'keyword-unknown',
  'keyword-value',
  'keyword-misplaced',
  'type-unsupported',
  'column-name',
  'column-collision',
  'alias-collision',
  'required-unknown',
  'key-unknown',
  'key-sensitive',
  'duplicate-by-unknown',
  'reader-twice',
  'rows-column',
  'rows-value',
  'format-invalid',
  'time-zone-invalid',
  'decimal-invalid',
  'pattern-invalid',
  'pattern-unbounded',
] as const;
export type SchemaCode = (typeof schemaCodes)[number];

export type SchemaFinding = Finding<SchemaCode>;

/** One row of a code's wording. */
type Wording = Pick<SchemaFinding, 'expected' | 'got' | 'fix' | 'subject'>;
const error = (code: SchemaCode, place: Place, wording: Wording): SchemaFinding => ({
  code,
  severity: 'error',
  place,
  ...wording,
});

/** A value as a message shows it: JSON, cut. */
export function showJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${Array.from(text).slice(0, 80).join('')}…` : text;
}

const list = (names: readonly string[]): string => names.join(', ');
const meant = (name: string | undefined, otherwise: string): string =>
  name === undefined ? otherwise : `did you mean ${quote(name)}?`;

export const jsonSyntax = (place: Place, problem: string): SchemaFinding =>
  error('json-syntax', place, { expected: 'JSON', got: problem, fix: 'mend the JSON here or just before' });

export const duplicateJsonKey = (place: Place, key: string, firstLine: number): SchemaFinding =>
  error('json-duplicate-key', place, {
    subject: key,
    expected: 'each key once',
    got: `a second ${quote(key)} (the first is in line ${firstLine})`,
    fix: 'keep one of the two',
  });

export const schemaNotRecord = (place: Place, got: string, fix: string): SchemaFinding =>
  error('schema-not-record', place, {
    expected: 'the JSON Schema of one record: "type": "object" with properties',
    got,
    fix,
  });

export const schemaDraft = (place: Place, got: string): SchemaFinding =>
  error('schema-draft', place, {
    subject: '$schema',
    expected: 'JSON Schema 2020-12',
    got: quote(got, 80),
    fix: 'write "https://json-schema.org/draft/2020-12/schema" or the path of dataset.schema.json, and mend what the drafts changed: definitions -> $defs, dependencies -> dependentRequired, an array of items -> prefixItems',
  });

/** A standard keyword whose value the JSON Schema 2020-12 meta-schema refuses. */
export const schemaInvalid = (place: Place, subject: string, expected: string, got: string): SchemaFinding =>
  error('schema-invalid', place, { subject, expected, got, fix: `write ${subject} as JSON Schema 2020-12 has it` });

/** The schema is sound by the meta-schema, but ajv's strict mode refuses to compile it. */
export const schemaRefused = (place: Place, subject: string | undefined, problem: string): SchemaFinding =>
  error('schema-refused', place, {
    subject,
    expected: 'a schema that ajv compiles in strict mode',
    got: problem,
    fix: 'change it as the message says',
  });

export const unknownKeyword = (
  place: Place,
  keyword: string,
  nearest: string | undefined,
  allowed: readonly string[],
): SchemaFinding =>
  error('keyword-unknown', place, {
    subject: keyword,
    expected: allowed.length === 0 ? 'a keyword of JSON Schema 2020-12, or x-sluice' : `one of ${list(allowed)}`,
    got: quote(keyword),
    fix: meant(nearest, allowed.length === 0 ? 'remove it, or put it into "$comment"' : 'remove it'),
  });

export const keywordValue = (
  place: Place,
  subject: string,
  expected: string,
  got: string,
  nearest?: string,
): SchemaFinding => error('keyword-value', place, { subject, expected, got, fix: meant(nearest, `change ${subject}`) });

/** Two integers beyond 2^53 that JSON parsers make one double of. */
export const ambiguousInteger = (place: Place, integer: bigint, other: bigint): SchemaFinding =>
  error('keyword-value', place, {
    expected: `integers beyond 2^53 that doubles tell apart from ${other}, which comes before`,
    got: `${integer}`,
    fix: 'write one of the two in both places, or integers further apart',
  });

export const misplacedKeyword = (place: Place, keyword: string, expected: string, fix: string): SchemaFinding =>
  error('keyword-misplaced', place, { subject: keyword, expected, got: `${quote(keyword)} here`, fix });

export const unsupportedType = (
  place: Place,
  column: string,
  expected: string,
  got: string,
  fix: string,
): SchemaFinding => error('type-unsupported', place, { subject: column, expected, got, fix });

export const columnName = (place: Place, name: string, better: string | undefined): SchemaFinding =>
  error('column-name', place, {
    subject: name,
    expected: 'a name in snake_case: a letter a-z, then a-z, 0-9 and _, at most 128 characters',
    got: quote(name),
    fix: better === undefined ? 'rename the property' : `write ${quote(better)}; the file's header may stay as it is`,
  });

export const columnCollision = (place: Place, name: string, other: string, line: number | undefined): SchemaFinding =>
  error('column-collision', place, {
    subject: name,
    expected: 'column names that differ after nested keys are joined with _',
    got: `${quote(name)}, which ${other} gives too${line === undefined ? '' : ` (line ${line})`}`,
    fix: 'rename one of the two',
  });

export const aliasCollision = (place: Place, column: string, alias: string, other: string): SchemaFinding =>
  error('alias-collision', place, {
    subject: column,
    expected: 'headers that lead to one column',
    got: `the alias ${quote(alias)}, which means ${other} too`,
    fix: 'remove the alias from one of them',
  });

export const requiredUnknown = (place: Place, name: string, nearest: string | undefined): SchemaFinding =>
  error('required-unknown', place, {
    subject: 'required',
    expected: 'names of properties beside it',
    got: quote(name),
    fix: meant(nearest, 'add the property or remove the name'),
  });

export const keyUnknown = (
  place: Place,
  name: string,
  columns: readonly string[],
  nearest: string | undefined,
): SchemaFinding =>
  error('key-unknown', place, {
    subject: 'primaryKey',
    expected: `names of columns: ${list(columns)}`,
    got: quote(name),
    fix: meant(nearest, 'name a column'),
  });

export const keySensitive = (place: Place, column: string, sensitive: string): SchemaFinding =>
  error('key-sensitive', place, {
    subject: column,
    expected: 'a key column that still tells records apart after clean',
    got: `"sensitive": ${quote(sensitive)}`,
    fix: 'write "tokenise", or take the column out of primaryKey',
  });

export const duplicateByUnknown = (
  place: Place,
  name: string,
  expected: string,
  nearest: string | undefined,
): SchemaFinding =>
  error('duplicate-by-unknown', place, {
    subject: 'onDuplicate.by',
    expected,
    got: quote(name),
    fix: meant(nearest, 'name a column that orders the records, such as a date-time'),
  });

/** One audience in two entries of `readers`: which of the two holds would be a guess. */
export const readerTwice = (place: Place, audience: string): SchemaFinding =>
  error('reader-twice', place, {
    subject: 'readers',
    expected: 'each audience once',
    got: `${quote(audience)} again`,
    fix: 'keep one entry, with all rows or with the rows of both',
  });

/** A column that can't say which rows an audience reads. */
export const rowsColumn = (place: Place, audience: string, expected: string, got: string, fix: string): SchemaFinding =>
  error('rows-column', place, { subject: audience, expected, got, fix });

/** A value of a row condition that no row of the column can have. */
export const rowsValue = (place: Place, column: string, expected: string, got: string): SchemaFinding =>
  error('rows-value', place, {
    subject: column,
    expected,
    got,
    fix: 'write the value as clean rows have it, or take it out',
  });

export const formatInvalid = (
  place: Place,
  column: string,
  expected: string,
  got: string,
  fix: string,
): SchemaFinding => error('format-invalid', place, { subject: column, expected, got: quote(got), fix });

export const timeZoneInvalid = (
  place: Place,
  column: string,
  zone: string,
  nearest: string | undefined,
): SchemaFinding =>
  error('time-zone-invalid', place, {
    subject: column,
    expected: 'an IANA time zone such as UTC or Europe/Berlin',
    got: quote(zone),
    fix: meant(nearest, "write the zone that the file's times are in"),
  });

export const decimalInvalid = (
  place: Place,
  column: string,
  expected: string,
  got: string,
  fix: string,
): SchemaFinding => error('decimal-invalid', place, { subject: column, expected, got, fix });

export const patternInvalid = (place: Place, column: string, pattern: string, problem: string): SchemaFinding =>
  error('pattern-invalid', place, {
    subject: column,
    expected: 'a regular expression (ECMAScript, Unicode mode)',
    got: quote(pattern),
    fix: `mend it: ${problem}`,
  });

/** No bound can be given for the time that the pattern takes on a hostile text. */
export const patternUnbounded = (place: Place, column: string, problem: string, fix: string): SchemaFinding =>
  error('pattern-unbounded', place, {
    subject: column,
    expected: 'a regular expression that no text can make slow',
    got: problem,
    fix,
  });
