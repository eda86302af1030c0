import { compileValueTest } from './compile-value-test.ts';
import type { Column, Reader, RowCondition } from './dataset-schema.ts';
import { quote } from './finding.ts';
import { readerTwice, rowsColumn, rowsValue, type SchemaFinding, showJson } from './findings.ts';
import type { JsonDocument, JsonPath } from './json-document.ts';
import { nearestName } from './nearest-name.ts';
import type { PlacedColumn } from './read-columns.ts';
import { readReaders } from './read-readers.ts';
import { isObject, type Keywords } from './subschemas.ts';

/**
 * Characters that a row filter of Lake Formation can hold: no control characters, no half of a surrogate pair.
 * https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_RowFilter.html
 */
const plainText = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** Lake Formation wants less than 2,048 characters; the rest is for the conditions of another dataset in the same table. */
const longestRows = 1800;

/** Types whose equality means the same in every engine, and which row filters know. */
const kinds = new Map<Column['type']['kind'], string>([
  ['string', 'text'],
  ['integer', 'a whole number of at most 2^53'],
  ['boolean', 'true or false'],
]);

/** Why a column can't say which rows an audience reads; undefined: it can. */
function problemOf({ name, type, json, sensitive, readers }: Column, audience: string) {
  if (sensitive !== undefined)
    return {
      expected: 'a column whose values are known before clean and after it',
      got: `${quote(name)}, which is "sensitive": ${quote(sensitive)}`,
    };
  if (!kinds.has(type.kind) || json === true)
    return {
      expected: 'a column of text, integers or booleans',
      got: `${quote(name)} of type ${json === true ? 'JSON text' : type.kind}`,
    };
  if (readers.length > 0 && !readers.includes(audience))
    return { expected: `a column that ${audience} may read`, got: `${quote(name)} with readers ${readers.join(', ')}` };
  return undefined;
}

/** What a value has to be; undefined: it is. */
function expectedValue({ column, keywords }: PlacedColumn, root: Keywords, value: unknown): string | undefined {
  const { kind } = column.type;
  const fits =
    kind === 'integer' ? Number.isSafeInteger(value) : typeof value === (kind === 'string' ? 'string' : 'boolean');
  if (!fits) return kinds.get(kind);
  if (typeof value === 'string') {
    if (!plainText.test(value)) return 'text without control characters and halves of characters';
    if (column.nullTokens.includes(value)) return 'a value that is not null';
  }
  const passes = compileValueTest({ json: root }, keywords)?.(value) ?? true;
  return passes ? undefined : `a value that the schema of ${column.name} takes`;
}

const lengthOf = ({ column, values }: RowCondition): number =>
  values.reduce<number>(
    (sum, value) => sum + String(value).length + String(value).split("'").length + 3,
    column.length + 14,
  );

/** Judges `readers` of a dataset against its columns. @param own the root's `x-sluice` */
export function checkReaders(document: JsonDocument, own: Keywords, columns: readonly PlacedColumn[]): SchemaFinding[] {
  const written: unknown = own['readers'];
  const seen = new Set<string>();
  return (Array.isArray(written) ? written : []).flatMap((entry: unknown, index): SchemaFinding[] => {
    const at = ['x-sluice', 'readers', index];
    const [reader] = readReaders([entry]);
    if (reader === undefined) return [];
    if (seen.has(reader.audience)) return [readerTwice(document.placeOf(at), reader.audience)];
    seen.add(reader.audience);
    return checkRows(document, [...at, 'rows'], reader, columns);
  });
}

function checkRows(
  document: JsonDocument,
  at: JsonPath,
  { audience, rows = [] }: Reader,
  columns: readonly PlacedColumn[],
): SchemaFinding[] {
  const root = isObject(document.value) ? document.value : {};
  const usable = columns
    .filter(({ column }) => problemOf(column, audience) === undefined)
    .map((one) => one.column.name);
  const found = rows.flatMap(({ column: name, values }): SchemaFinding[] => {
    const place = document.placeOfKey([...at, name]);
    const placed = columns.find(({ column }) => column.name === name);
    if (placed === undefined) {
      const nearest = nearestName(name, usable);
      const fix = nearest === undefined ? 'name one of them' : `did you mean ${quote(nearest)}?`;
      return [rowsColumn(place, audience, `one of the columns ${usable.join(', ')}`, quote(name), fix)];
    }
    const problem = problemOf(placed.column, audience);
    if (problem !== undefined) {
      const fix = usable.length === 0 ? 'take the condition out' : `name one of ${usable.join(', ')}`;
      return [rowsColumn(place, audience, problem.expected, problem.got, fix)];
    }
    return values.flatMap((value, index) => {
      const expected = expectedValue(placed, root, value);
      return expected === undefined
        ? []
        : [rowsValue(document.placeOf([...at, name, index]), name, expected, showJson(value))];
    });
  });
  const length = rows.reduce((sum, condition) => sum + lengthOf(condition), 0);
  if (found.length > 0 || length <= longestRows) return found;
  const expected = `at most ${longestRows} characters of columns and values, as a row filter of Lake Formation holds`;
  return [rowsValue(document.placeOf(at), audience, expected, `${length}`)];
}
