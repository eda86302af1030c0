import { toColumnName } from '../../../../lambda/schema/column-name.ts';
import { resolveSchema } from '../../../../lambda/schema/read-type.ts';
import { isObject } from '../../../../lambda/schema/subschemas.ts';
import type { CorpusColumn, CorpusType } from './corpus-source.ts';

/** What a draft decided on one column. */
export interface ColumnDecision {
  readonly header: string;
  readonly expected: readonly CorpusType[];
  /** Undefined when the draft has no such column, or a type that no column may have. */
  readonly got: CorpusType | undefined;
  readonly agrees: boolean;
}

/** Headers of columns that both name, that the draft left out, and that it alone names. */
export interface Marks {
  readonly right: readonly string[];
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

/** A draft beside what a person said of the same file. */
export interface Comparison {
  readonly columns: readonly ColumnDecision[];
  readonly keys: Marks;
  readonly personal: Marks;
}

interface Drafted {
  readonly path: string;
  readonly type: CorpusType | undefined;
  readonly aliases: readonly unknown[];
  readonly sensitive: boolean;
}

/**
 * Compares a drafted schema with the annotated columns of its file. Columns meet by alias, by snake_case name, and where a
 * header has no letter or digit, by their place. Columns without annotation are not judged.
 * @param schema a dataset's schema.json, parsed
 */
export function compareDecision(schema: unknown, columns: readonly CorpusColumn[]): Comparison {
  const drafted = draftedColumns(schema, schema, '');
  const keys = primaryKey(schema);
  const pairs = columns.map((column) => ({ column, draft: findDrafted(drafted, column) }));
  return {
    columns: pairs.map(({ column, draft }) => {
      const got = draft?.type;
      const agrees = got !== undefined && column.types.includes(got);
      return { header: column.header, expected: column.types, got, agrees };
    }),
    keys: marks(
      pairs,
      (column) => column.key === true,
      (draft) => keys.includes(draft.path),
    ),
    personal: marks(
      pairs,
      (column) => column.personal !== undefined,
      (draft) => draft.sensitive,
    ),
  };
}

function marks(
  pairs: readonly { column: CorpusColumn; draft: Drafted | undefined }[],
  isWanted: (column: CorpusColumn) => boolean,
  isMarked: (draft: Drafted) => boolean,
): Marks {
  const headers = (wanted: boolean, marked: boolean) =>
    pairs
      .filter(({ column, draft }) => isWanted(column) === wanted && (draft !== undefined && isMarked(draft)) === marked)
      .map(({ column }) => column.header);
  return { right: headers(true, true), missed: headers(true, false), extra: headers(false, true) };
}

function findDrafted(drafted: readonly Drafted[], { header, position }: CorpusColumn): Drafted | undefined {
  const wanted = toColumnName(header);
  return (
    drafted.find(({ aliases }) => aliases.includes(header)) ??
    drafted.find(({ path }) => wanted !== undefined && toColumnName(path) === wanted) ??
    (position === undefined ? undefined : drafted[position])
  );
}

function draftedColumns(root: unknown, parent: unknown, above: string): Drafted[] {
  const properties = isObject(parent) ? parent['properties'] : undefined;
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const keywords = isObject(property) ? resolveSchema(root, property, [])?.keywords : undefined;
    if (keywords === undefined) return [];
    const path = `${above}${name}`;
    if (isObject(keywords['properties'])) return draftedColumns(root, keywords, `${path}.`);
    const own = isObject(keywords['x-sluice']) ? keywords['x-sluice'] : {};
    const aliases: unknown[] = Array.isArray(own['aliases']) ? own['aliases'] : [];
    return [{ path, type: typeOf(keywords), aliases, sensitive: own['sensitive'] !== undefined }];
  });
}

function typeOf({ type, format }: Readonly<Record<string, unknown>>): CorpusType | undefined {
  const words: unknown[] = (Array.isArray(type) ? type : [type]).filter((word) => word !== 'null');
  const [word] = words;
  if (words.length !== 1) return undefined;
  if (word === 'integer' || word === 'number' || word === 'boolean') return word;
  if (word === 'array' || word === 'object') return 'string';
  if (word !== 'string') return undefined;
  return format === 'date' || format === 'date-time' || format === 'decimal' ? format : 'string';
}

function primaryKey(schema: unknown): readonly unknown[] {
  const own = isObject(schema) ? schema['x-sluice'] : undefined;
  const key = isObject(own) ? own['primaryKey'] : undefined;
  return Array.isArray(key) ? key : [key];
}
