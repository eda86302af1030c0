import { checkColumns } from './check-columns.ts';
import { checkKeys } from './check-keys.ts';
import { checkKeywords } from './check-keywords.ts';
import { checkReaders } from './check-readers.ts';
import { checkVocabulary } from './check-vocabulary.ts';
import type { DatasetSchema, Dialect, OnDuplicate } from './dataset-schema.ts';
import type { ExactLiterals } from './exact-integers.ts';
import { type SchemaFinding, schemaRefused } from './findings.ts';
import { hashSchema } from './hash-schema.ts';
import { type JsonDocument, type JsonPath, parseJsonDocument } from './json-document.ts';
import { readLargeIntegers } from './large-integers.ts';
import { type Limits, limitNames } from './limits.ts';
import { type PlacedColumn, readColumns } from './read-columns.ts';
import { readReaders } from './read-readers.ts';
import { decodePointer } from './read-type.ts';
import { compileJsonSchema } from './record-ajv.ts';
import { isObject, type Keywords, subschemas } from './subschemas.ts';
import { checkUnknownColumns, unknownColumnsOf } from './unknown-columns.ts';

/** What the schema's text alone can't say. */
export interface ParseSchemaOptions {
  /** The dataset's name: its folder, or the file's name outside the lake. */
  readonly name: string;
  /** The schema's path as messages show it. */
  readonly file: string;
  /** `adapt`: names become snake_case instead of being refused, for schemas from outside the lake. JSON datasets always adapt. */
  readonly names?: 'strict' | 'adapt' | undefined;
  /** What holds where the schema says nothing; otherwise csv, fail, 0.05. */
  readonly defaults?: Partial<Pick<DatasetSchema, 'format' | 'unknownColumns' | 'tolerance'>> | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function oneOf<const Value extends string>(value: unknown, allowed: readonly Value[]): Value | undefined {
  return allowed.find((one) => one === value);
}

function readDialect(value: unknown): Dialect {
  const { delimiter, quote, header, encoding, comment, skipLines } = isObject(value) ? value : {};
  return {
    delimiter: text(delimiter),
    quote: text(quote),
    header: typeof header === 'boolean' ? header : undefined,
    encoding: text(encoding),
    comment: text(comment),
    skipLines: typeof skipLines === 'number' ? skipLines : undefined,
  };
}

function readLimits(value: unknown): Partial<Limits> {
  const own = isObject(value) ? value : {};
  return Object.fromEntries(
    limitNames.flatMap((name) => (typeof own[name] === 'number' ? [[name, own[name]] as const] : [])),
  );
}

function readOnDuplicate(value: unknown): OnDuplicate {
  const { rule, by } = isObject(value) ? value : {};
  if (rule === 'latest' && typeof by === 'string') return { rule, by };
  return { rule: rule === 'fail' ? 'fail' : 'first' };
}

function readSchema(
  json: Keywords,
  own: Keywords,
  exactLiterals: ExactLiterals,
  columns: readonly PlacedColumn[],
  options: ParseSchemaOptions,
): DatasetSchema {
  const { name, defaults = {} } = options;
  const { tolerance } = own;
  return {
    name,
    title: text(json['title']) ?? name,
    description: text(json['description']) ?? '',
    owner: text(own['owner']) ?? '',
    licence: text(own['licence']) ?? '',
    source: oneOf(own['source'], ['repository', 'upload', 'lake']) ?? 'repository',
    declared: oneOf(own['declared'], ['synthetic', 'public']),
    format: oneOf(own['format'], ['csv', 'ndjson', 'json']) ?? defaults.format ?? 'csv',
    columns: columns.map(({ column }) => column),
    primaryKey: texts(own['primaryKey']),
    onDuplicate: readOnDuplicate(own['onDuplicate']),
    dialect: readDialect(own['dialect']),
    unknownColumns: unknownColumnsOf(json, own, defaults.unknownColumns),
    tolerance: typeof tolerance === 'number' ? tolerance : (defaults.tolerance ?? 0.05),
    limits: readLimits(own['limits']),
    readers: readReaders(own['readers']),
    freshness: text(own['freshness']),
    json,
    ...(exactLiterals.size === 0 ? {} : { exactLiterals }),
    hash: hashSchema(json, exactLiterals),
  };
}

function compileProblem(json: Keywords): string | undefined {
  try {
    compileJsonSchema(json);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The path in ajv's messages: `… at "#/properties/a%20b" (strictTypes)`, a URI fragment of a JSON pointer. */
function refusedPath(document: JsonDocument, problem: string): JsonPath {
  const pointer = / at "#([^"]*)"/.exec(problem)?.[1];
  if (pointer !== undefined) return decodePointer(pointer);
  const reference = /can't resolve reference (\S+)/.exec(problem)?.[1];
  for (const { keywords, path } of subschemas(document.value))
    if (keywords['$ref'] === reference) return [...path, '$ref'];
  return [];
}

function checkCompiles(document: JsonDocument, json: Keywords): SchemaFinding[] {
  const problem = compileProblem(json);
  if (problem === undefined) return [];
  const path = refusedPath(document, problem);
  const subject = path.findLast((key) => key !== '$ref');
  const place = path.length === 0 ? document.placeOf([]) : document.placeOfKey(path);
  return [schemaRefused(place, subject === undefined ? undefined : String(subject), problem)];
}

/** One finding a place, the first: a broken type is one finding, though several checks see it. */
function distinct(findings: readonly SchemaFinding[]): SchemaFinding[] {
  const seen = new Set<string>();
  const first = findings.filter(({ place }) => {
    const key = `${place.line}:${place.column}`;
    return !seen.has(key) && seen.add(key);
  });
  const order = (left = 0, right = 0): number => left - right;
  return first.sort((a, b) => order(a.place.line, b.place.line) || order(a.place.column, b.place.column));
}

/**
 * Reads and checks a dataset's schema.json: a JSON Schema 2020-12 of one record, with or without `x-sluice`.
 * @param input the file's text
 * @returns the schema, or everything that is wrong with it, in the order of the file; never throws
 */
export function parseDatasetSchema(
  input: string,
  options: ParseSchemaOptions,
): { schema: DatasetSchema } | { findings: SchemaFinding[] } {
  const parsed = parseJsonDocument(input, options.file);
  if ('findings' in parsed) return parsed;
  const { document } = parsed;
  const keywordFindings = checkKeywords(document);
  const json = document.value;
  if (!isObject(json)) return { findings: keywordFindings };
  const own = isObject(json['x-sluice']) ? json['x-sluice'] : {};
  const format = own['format'] ?? options.defaults?.format;
  const strict = options.names !== 'adapt' && format !== 'ndjson' && format !== 'json';
  const read = readColumns(document, {
    nullTokens: 'nullTokens' in own ? texts(own['nullTokens']) : [''],
    formulas: oneOf(own['formulas'], ['keep', 'escape', 'quarantine']) ?? 'keep',
    strict,
  });
  const literals = readLargeIntegers(document);
  const findings = distinct([
    ...keywordFindings,
    ...read.findings,
    ...checkColumns(document, read.columns),
    ...checkKeys(document, own, read.columns),
    ...checkReaders(document, own, read.columns),
    ...checkUnknownColumns(document, own),
    ...checkVocabulary(document),
    ...literals.findings,
  ]);
  if (findings.length > 0) return { findings };
  const refused = checkCompiles(document, json);
  return refused.length > 0
    ? { findings: refused }
    : { schema: readSchema(json, own, literals.exact, read.columns, options) };
}
