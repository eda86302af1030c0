import { isColumnName, toColumnName } from './column-name.ts';
import type { Column, FormulaPolicy, Sensitivity } from './dataset-schema.ts';
import {
  columnCollision,
  columnName,
  misplacedKeyword,
  type SchemaFinding,
  schemaNotRecord,
  unsupportedType,
} from './findings.ts';
import type { JsonDocument, JsonPath } from './json-document.ts';
import { type ReadType, type ResolvedSchema, readType, resolveSchema } from './read-type.ts';
import { isObject, type Keywords } from './subschemas.ts';

/** A column and where in the document its schema stands. */
export interface PlacedColumn {
  readonly column: Column;
  readonly at: JsonPath;
  /** Its schema after references are resolved. */
  readonly keywords: Keywords;
}

/** What holds for columns that say nothing themselves. */
export interface ColumnDefaults {
  readonly nullTokens: readonly string[];
  readonly formulas: FormulaPolicy;
  /** Names must be snake_case as they stand; otherwise the nearest snake_case name is taken. */
  readonly strict: boolean;
}

interface Reader extends ColumnDefaults {
  readonly document: JsonDocument;
}

/** The way from the root to a property. */
interface Branch {
  readonly keys: readonly string[];
  readonly at: JsonPath;
  readonly required: boolean;
  readonly nullable: boolean;
  /** The `properties` on the way here: one that comes again is a schema that holds itself. */
  readonly above: readonly unknown[];
}

type Read = { readonly placed: PlacedColumn } | { readonly finding: SchemaFinding };

/** No file has more; a schema whose references multiply is refused there. */
const mostColumns = 16_384;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
const sensitivity = (value: unknown): Sensitivity | undefined =>
  value === 'mask' || value === 'tokenise' || value === 'drop' ? value : undefined;

/** A formula does harm only where a person's text is published as it is. */
function formulasOf({ formulas }: Reader, own: unknown, { type, json }: ReadType & { is: 'column' }): FormulaPolicy {
  if (type.kind !== 'string' || json) return 'keep';
  return own === 'keep' || own === 'escape' || own === 'quarantine' ? own : formulas;
}

function readColumn(reader: Reader, keywords: Keywords, read: ReadType & { is: 'column' }, branch: Branch): Column {
  const own = isObject(keywords['x-sluice']) ? keywords['x-sluice'] : {};
  const written = branch.keys.join('_');
  const sensitive = sensitivity(own['sensitive']);
  return {
    name: reader.strict ? written : (toColumnName(written) ?? written),
    path: branch.keys,
    type: read.type,
    required: branch.required,
    nullable: branch.nullable || read.nullable,
    formats: texts(own['formats']) ?? [],
    timeZone: text(own['timeZone']),
    nullTokens: texts(own['nullTokens']) ?? reader.nullTokens,
    aliases: texts(own['aliases']) ?? [],
    sensitive,
    formulas: sensitive === undefined ? formulasOf(reader, own['formulas'], read) : 'keep',
    readers: texts(own['readers']) ?? [],
    title: text(keywords['title']),
    description: text(keywords['description']),
    unit: text(own['unit']),
    ...(read.json ? { json: true } : {}),
  };
}

function* readResolved(reader: Reader, resolved: ResolvedSchema, branch: Branch): Generator<Read> {
  const { document } = reader;
  const { keywords } = resolved;
  const written = branch.keys.join('_');
  const read = readType(resolved);
  if (read.is === 'refused') {
    const place = document.placeOf([...branch.at, 'type']);
    yield { finding: unsupportedType(place, written, read.expected, read.got, read.fix) };
  } else if (read.is === 'object') {
    const place = document.placeOfKey([...branch.at, 'x-sluice']);
    const expected = 'it on properties that hold values';
    if ('x-sluice' in keywords) {
      yield { finding: misplacedKeyword(place, 'x-sluice', expected, 'move it to the properties inside') };
    }
    yield* readProperties(reader, keywords, { ...branch, nullable: branch.nullable || read.nullable });
  } else {
    const column = readColumn(reader, keywords, read, branch);
    if (!isColumnName(column.name)) {
      yield { finding: columnName(document.placeOfKey(branch.at), written, toColumnName(written)) };
    }
    yield { placed: { column, at: branch.at, keywords } };
  }
}

function* readProperty(reader: Reader, schema: unknown, branch: Branch): Generator<Read> {
  const { document } = reader;
  const refuse = (expected: string, got: string, fix: string): Read => ({
    finding: unsupportedType(document.placeOf(branch.at), branch.keys.join('_'), expected, got, fix),
  });
  if (schema === false) yield refuse('a schema that some value passes', 'false', 'remove the property');
  if (schema !== true && !isObject(schema)) return;
  const resolved = resolveSchema(document.value, schema === true ? {} : schema, branch.at);
  if (resolved === undefined) {
    yield refuse('a $ref inside this file', 'one that leads nowhere or in a circle', 'write "#/$defs/<name>"');
  } else if (branch.above.includes(resolved.keywords['properties'] ?? branch)) {
    yield refuse('nested objects that end', 'an object that holds itself', 'write "type": "object" without properties');
  } else yield* readResolved(reader, resolved, branch);
}

function* readProperties(reader: Reader, keywords: Keywords, branch: Branch): Generator<Read> {
  const { properties } = keywords;
  if (!isObject(properties)) return;
  const required = texts(keywords['required']) ?? [];
  for (const [key, schema] of Object.entries(properties)) {
    yield* readProperty(reader, schema, {
      keys: [...branch.keys, key],
      at: [...branch.at, 'properties', key],
      required: branch.required && required.includes(key),
      nullable: branch.nullable,
      above: [...branch.above, properties],
    });
  }
}

function* readRecord(reader: Reader): Generator<Read> {
  const { document } = reader;
  const root = document.value;
  const record = isObject(root) ? resolveSchema(root, root, []) : undefined;
  const { type, properties } = record?.keywords ?? {};
  const refuse = (keyword: string, got: string, fix: string): Read => ({
    finding: schemaNotRecord(document.placeOf([keyword]), got, fix),
  });
  if (record === undefined || (type !== undefined && type !== 'object')) {
    const got = type === undefined ? 'a $ref that leads nowhere' : `"type": ${JSON.stringify(type)}`;
    yield refuse('type', got, 'describe one record, not the file');
  } else if (!isObject(properties) || Object.keys(properties).length === 0) {
    yield refuse('properties', 'no properties', 'name the columns under "properties"');
  } else {
    yield* readProperties(reader, record.keywords, { keys: [], at: [], required: true, nullable: false, above: [] });
  }
}

/**
 * Flattens the properties of a record's schema to columns: nested keys are joined with `_`.
 * @param defaults the dataset's, for columns that say nothing of their own
 * @returns what could be read, and a finding for each property that could not
 */
export function readColumns(
  document: JsonDocument,
  defaults: ColumnDefaults,
): { columns: PlacedColumn[]; findings: SchemaFinding[] } {
  const columns = new Map<string, PlacedColumn>();
  const findings: SchemaFinding[] = [];
  for (const read of readRecord({ document, ...defaults })) {
    if ('finding' in read) {
      findings.push(read.finding);
      continue;
    }
    const { name, path } = read.placed.column;
    const place = document.placeOfKey(read.placed.at);
    const other = columns.get(name);
    if (other !== undefined) {
      const otherPlace = document.placeOfKey(other.at);
      findings.push(columnCollision(place, name, other.column.path.join('.'), otherPlace.line));
    } else columns.set(name, read.placed);
    if (columns.size > mostColumns) {
      const expected = `at most ${mostColumns} columns`;
      findings.push(unsupportedType(place, path.join('_'), expected, 'one more', 'take columns out'));
      break;
    }
  }
  return { columns: [...columns.values()], findings };
}
