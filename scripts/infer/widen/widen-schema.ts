import { createColumnFinder } from '../../../lambda/clean/match-header.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { propertyOf } from '../compose-schema.ts';
import type { ColumnDraft } from '../decide/column-draft.ts';
import type { InputFile } from '../input-file.ts';
import { type Verdict, verifyDraft } from '../verify-draft.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { rewriteSchema } from './rewrite-schema.ts';
import { allowNull, widenColumn } from './widen-column.ts';

/** A schema that takes new files too. */
export interface Widened {
  readonly text: string;
  /** One sentence each; none: the schema takes the files as it is. */
  readonly changes: readonly string[];
  readonly verdict: Verdict;
}

const mostRounds = 12;

/** Findings of a whole file that a wider schema mends, and how. */
function widenForFile(
  schema: JsonObject,
  finding: Finding,
  drafts: readonly ColumnDraft[],
  parsed: DatasetSchema,
): string | undefined {
  const own = isJsonObject(schema['x-sluice']) ? schema['x-sluice'] : {};
  const dialect = isJsonObject(own['dialect']) ? own['dialect'] : {};
  if (finding.code === 'dialect-mismatch' && 'delimiter' in dialect) {
    delete dialect['delimiter'];
    return 'the delimiter is found out from each file';
  }
  if (finding.code === 'encoding-mismatch' && 'encoding' in dialect) {
    delete dialect['encoding'];
    return 'the encoding is found out from each file';
  }
  const find = createColumnFinder(parsed.columns);
  if (finding.code === 'missing-column') {
    const column = parsed.columns.find(({ name }) => name === finding.subject);
    const property = column === undefined ? undefined : propertyAt(schema, column.path);
    if (column === undefined || property === undefined) return undefined;
    allowNull({ column, property });
    dropRequired(schema, column.path);
    return `${column.name} need not be there`;
  }
  if (finding.code !== 'unknown-column') return undefined;
  const added = drafts.filter(({ name, aliases }) => ![name, ...aliases].some((one) => find(one) !== undefined));
  const properties = schema['properties'];
  if (added.length === 0 || !isJsonObject(properties)) return undefined;
  const tokens = new Set<string>();
  for (const draft of added) {
    const parent = objectAt(schema, draft.path?.slice(0, -1) ?? []);
    const property = propertyOf({ ...draft, nullable: true, required: false }, tokens, draft.isCompound === true);
    parent[draft.path?.at(-1) ?? draft.name] = property;
  }
  return `new: ${added.map(({ name }) => name).join(', ')}, which older files do not have`;
}

/** `properties` of the object at a path of JSON records; objects on the way that the schema does not know are made. */
function objectAt(schema: JsonObject, path: readonly string[]): JsonObject {
  let properties = schema['properties'];
  for (const key of path) {
    if (!isJsonObject(properties)) break;
    const known = properties[key];
    const object: JsonObject = isJsonObject(known) ? known : { type: ['object', 'null'], description: '' };
    if (!isJsonObject(object['properties'])) object['properties'] = {};
    properties[key] = object;
    properties = object['properties'];
  }
  if (!isJsonObject(properties)) throw new TypeError('a schema of a record has properties');
  return properties;
}

function propertyAt(schema: JsonObject, path: readonly string[]): JsonObject | undefined {
  let at: unknown = schema;
  for (const key of path) {
    const properties: unknown = isJsonObject(at) ? at['properties'] : undefined;
    at = isJsonObject(properties) ? properties[key] : undefined;
  }
  return isJsonObject(at) && !('$ref' in at) ? at : undefined;
}

function dropRequired(schema: JsonObject, path: readonly string[]): void {
  const parent = path.length === 1 ? schema : propertyAt(schema, path.slice(0, -1));
  const required = parent?.['required'];
  if (parent === undefined || !Array.isArray(required)) return;
  const left = required.filter((name) => name !== path.at(-1));
  if (left.length > 0) parent['required'] = left;
  else delete parent['required'];
}

function draftOf(drafts: readonly ColumnDraft[], column: DatasetSchema['columns'][number]): ColumnDraft | undefined {
  const find = createColumnFinder([column]);
  return drafts.find(({ name, aliases }) => [name, ...aliases].some((one) => find(one) === column));
}

/** Changes the schema for what one proof refused. @returns what was changed */
function widenOnce(
  schema: JsonObject,
  parsed: DatasetSchema,
  verdict: Verdict,
  drafts: readonly ColumnDraft[],
): string[] {
  const changes = new Set<string>();
  for (const finding of verdict.findings) {
    const changed = widenForFile(schema, finding, drafts, parsed);
    if (changed !== undefined) changes.add(changed);
  }
  for (const { code, column: name } of verdict.reasons) {
    const column = parsed.columns.find((one) => one.name === name);
    const property = column === undefined ? undefined : propertyAt(schema, column.path);
    const draft = column === undefined ? undefined : draftOf(drafts, column);
    if (column === undefined || property === undefined || draft === undefined) continue;
    const changed = widenColumn(code, { column, property, draft });
    if (changed === undefined) continue;
    if (code === 'missing-value') dropRequired(schema, column.path);
    changes.add(changed);
    // Places in the parsed schema are of before: the next round sees the rest.
    break;
  }
  return [...changes];
}

/**
 * Widens a schema until it takes new files: step by step, each the mildest that mends what clean refused, and never narrower.
 * @param text of schema.json @param drafts what the new files alone would be drafted as
 * @returns the wider schema, or findings: what no wider schema mends
 */
export async function widenSchema(
  text: string,
  name: string,
  files: readonly InputFile[],
  drafts: readonly ColumnDraft[],
): Promise<Widened | { readonly findings: readonly Finding[] }> {
  const file = `datasets/${name}/schema.json`;
  const changes: string[] = [];
  let current = text;
  for (let round = 0; ; round++) {
    const parsed = parseDatasetSchema(current, { name, file });
    if ('findings' in parsed) return parsed;
    const verdict = await verifyDraft({ ...parsed.schema, tolerance: 1 }, files, undefined);
    const before: unknown = JSON.parse(current);
    const after: unknown = JSON.parse(current);
    if (!isJsonObject(before) || !isJsonObject(after)) return { findings: verdict.findings };
    const changed = round < mostRounds * drafts.length ? widenOnce(after, parsed.schema, verdict, drafts) : [];
    if (changed.length === 0) {
      if (verdict.findings.length > 0) return { findings: verdict.findings };
      return { text: current, changes, verdict };
    }
    changes.push(...changed);
    current = rewriteSchema(current, before, after);
  }
}
