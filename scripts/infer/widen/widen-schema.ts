import { createColumnFinder } from '../../../lambda/clean/match-header.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { propertyOf } from '../compose-schema.ts';
import type { ColumnDraft } from '../decide/column-draft.ts';
import type { InputFile } from '../input-file.ts';
import type { Verdict } from '../verify-draft.ts';
import { findContradictions } from './find-contradictions.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { rewriteSchema } from './rewrite-schema.ts';
import { dropRequired, objectAt, propertyAt } from './schema-places.ts';
import { isSlip } from './slips.ts';
import { type FileVerdict, joinVerdicts, verifyFiles } from './verify-files.ts';
import { allowNull, isWidenable, keptTokens, type WideningColumn, widenColumn } from './widen-column.ts';

/** A schema that takes new files too. */
export interface Widened {
  readonly text: string;
  /** One sentence each; none: the schema takes the files as it is. */
  readonly changes: readonly string[];
  /** What the schema was not widened for, one sentence each. */
  readonly kept: readonly string[];
  readonly verdict: Verdict;
  /** The same, of each file. */
  readonly verdicts: readonly FileVerdict[];
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
    // Rows that nothing names are no rows of this dataset.
    if (column === undefined || property === undefined || parsed.primaryKey.includes(column.name)) return undefined;
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

function draftOf(drafts: readonly ColumnDraft[], column: DatasetSchema['columns'][number]): ColumnDraft | undefined {
  const find = createColumnFinder([column]);
  return drafts.find(({ name, aliases }) => [name, ...aliases].some((one) => find(one) === column));
}

/** Columns that the new files have too, by name. */
function wideningsOf(
  schema: JsonObject,
  parsed: DatasetSchema,
  drafts: readonly ColumnDraft[],
): ReadonlyMap<string, WideningColumn> {
  return new Map(
    parsed.columns.flatMap((column): [string, WideningColumn][] => {
      const property = propertyAt(schema, column.path);
      const draft = draftOf(drafts, column);
      if (property === undefined || draft === undefined) return [];
      return [[column.name, { column, property, draft, isKey: parsed.primaryKey.includes(column.name) }]];
    }),
  );
}

/** Changes the schema for what one proof refused. @returns what was changed */
function widenOnce(
  schema: JsonObject,
  parsed: DatasetSchema,
  verdicts: readonly FileVerdict[],
  drafts: readonly ColumnDraft[],
): string[] {
  const changes = new Set<string>();
  const verdict = joinVerdicts(verdicts);
  for (const finding of verdict.findings) {
    const changed = widenForFile(schema, finding, drafts, parsed);
    if (changed !== undefined) changes.add(changed);
  }
  const widenings = wideningsOf(schema, parsed, drafts);
  for (const reason of verdict.reasons) {
    const widening = widenings.get(reason.column ?? '');
    if (widening === undefined || isSlip(reason, widening.column, widening.draft, verdicts)) continue;
    const changed = widenColumn(reason.code, widening);
    if (changed === undefined) continue;
    if (reason.code === 'missing-value') dropRequired(schema, widening.column.path);
    changes.add(changed);
    // Places in the parsed schema are of before: the next round sees the rest.
    break;
  }
  return [...changes];
}

/** What the schema stays as it is for: slips, an empty key, and texts that may mean no value. */
function keptOf(widenings: ReadonlyMap<string, WideningColumn>, verdicts: readonly FileVerdict[]): string[] {
  const { reasons, rows: all } = joinVerdicts(verdicts);
  const rest = reasons.flatMap((reason) => {
    const widening = widenings.get(reason.column ?? '');
    if (widening === undefined || !isWidenable(reason.code)) return [];
    const { column, draft, isKey } = widening;
    const what = `${column.name}: not widened for ${reason.rows} of ${all} rows [${reason.code}]`;
    if (isKey && reason.code === 'missing-value') return [`${what}: it is of the key, and never empty`];
    return isSlip(reason, column, draft, verdicts) ? [`${what}: so few are taken for slips, and go to quarantine`] : [];
  });
  return [...rest, ...[...widenings.values()].flatMap((widening) => keptTokens(widening) ?? [])];
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
    const { schema } = parsed;
    const verdicts = await verifyFiles(schema, files);
    const verdict = joinVerdicts(verdicts);
    const before: unknown = JSON.parse(current);
    const after: unknown = JSON.parse(current);
    if (!isJsonObject(before) || !isJsonObject(after)) return { findings: verdict.findings };
    const widenings = wideningsOf(before, schema, drafts);
    const contradictions = findContradictions([...widenings.values()], verdicts);
    if (contradictions.length > 0) return { findings: contradictions };
    const changed = round < mostRounds * drafts.length ? widenOnce(after, schema, verdicts, drafts) : [];
    if (changed.length === 0) {
      if (verdict.findings.length > 0) return { findings: verdict.findings };
      return { text: current, changes, kept: keptOf(widenings, verdicts), verdict, verdicts };
    }
    changes.push(...changed);
    current = rewriteSchema(current, before, after);
  }
}
