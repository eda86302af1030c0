import type { ColumnDraft } from './decide/column-draft.ts';

/** A schema.json as JSON. */
export type SchemaJson = Readonly<Record<string, unknown>>;

/** What a schema is composed of. */
export interface SchemaParts {
  readonly name: string;
  /** Of all files; undefined: they differ, and each says it by its ending. */
  readonly format: 'csv' | 'ndjson' | 'json' | undefined;
  /** Where the file lies, as seen from the schema: completes it in editors. */
  readonly metaSchema: string;
  readonly columns: readonly ColumnDraft[];
  /** Headers say nothing: columns are read by their places, and have no aliases. */
  readonly byPlace: boolean;
  /** Paths of columns in JSON records; undefined: a column is a field of a CSV record. */
  readonly paths: ReadonlyMap<string, readonly string[]> | undefined;
  readonly compounds: ReadonlySet<string>;
  readonly key: readonly string[];
  readonly dialect: Readonly<Record<string, unknown>>;
  readonly tolerance: number | undefined;
  readonly dropsUnknown: boolean;
  readonly source: 'repository' | 'upload';
  readonly declared: 'synthetic' | 'public' | undefined;
}

const jsonTypes = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  decimal: 'string',
  boolean: 'boolean',
  date: 'string',
  'date-time': 'string',
} as const;

/** Keys whose values are there, in this order. */
const present = (entries: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const some = <Value>(values: readonly Value[]): readonly Value[] | undefined =>
  values.length === 0 ? undefined : values;

/** x-sluice of one column. */
function ownWords(column: ColumnDraft, dataset: ReadonlySet<string>): Record<string, unknown> | undefined {
  const { type, formats, timeZone, nullTokens, aliases, precision, scale, minimum, maximum, unit, personal } = column;
  const isDecimal = type === 'decimal';
  const hasOwnTokens = nullTokens.some((token) => !dataset.has(token));
  const own = present({
    formats: some(formats),
    timeZone,
    nullTokens: hasOwnTokens ? ['', ...nullTokens] : undefined,
    aliases: some(aliases),
    precision: isDecimal ? precision : undefined,
    scale: isDecimal ? scale : undefined,
    minimum: isDecimal && minimum !== undefined ? String(minimum) : undefined,
    maximum: isDecimal && maximum !== undefined ? String(maximum) : undefined,
    unit,
    sensitive: personal?.sensitive,
  });
  return Object.keys(own).length === 0 ? undefined : own;
}

/** A property of schema.json. @param dataset null tokens of the whole dataset */
export function propertyOf(
  column: ColumnDraft,
  dataset: ReadonlySet<string>,
  isCompound: boolean,
): Record<string, unknown> {
  const { type, nullable, values, minimum, maximum, length } = column;
  const name = isCompound ? 'array' : jsonTypes[type];
  const isNumber = type === 'integer' || type === 'number';
  return present({
    type: nullable ? [name, 'null'] : name,
    format: type === 'decimal' || type === 'date' || type === 'date-time' ? type : undefined,
    enum: values === undefined || column.personal !== undefined ? undefined : nullable ? [...values, null] : values,
    minimum: isNumber ? minimum : undefined,
    maximum: isNumber ? maximum : undefined,
    minLength: length,
    maxLength: length,
    description: '',
    'x-sluice': ownWords(column, dataset),
  });
}

/** Null tokens of at least half of the columns that have any: they are the dataset's. */
function datasetTokens(columns: readonly ColumnDraft[]): string[] {
  const withTokens = columns.filter(({ nullTokens }) => nullTokens.length > 0);
  const all = new Set(withTokens.flatMap(({ nullTokens }) => nullTokens));
  // In a column of text a word such as none may be a value: there only its own tokens hold.
  const others = columns.filter(({ type }) => type === 'string');
  return [...all].filter((token) => {
    const holders = withTokens.filter(({ nullTokens }) => nullTokens.includes(token)).length;
    const isSafe = others.every(
      ({ nullTokens, values }) => nullTokens.includes(token) || values?.includes(token) === false,
    );
    return holders > 1 && holders * 2 >= withTokens.length && isSafe;
  });
}

interface Node {
  readonly properties: Map<string, Node>;
  leaf?: Record<string, unknown>;
}

function treeOf(
  columns: readonly ColumnDraft[],
  leafOf: (column: ColumnDraft) => Record<string, unknown>,
  paths: ReadonlyMap<string, readonly string[]>,
): Node {
  const root: Node = { properties: new Map() };
  for (const column of columns) {
    let node = root;
    for (const key of paths.get(column.name) ?? [column.name]) {
      const next: Node = node.properties.get(key) ?? { properties: new Map() };
      node.properties.set(key, next);
      node = next;
    }
    node.leaf = leafOf(column);
  }
  return root;
}

const nested = (node: Node): Record<string, unknown> =>
  Object.fromEntries(
    [...node.properties].map(([key, child]) => [
      key,
      child.leaf ?? { type: ['object', 'null'], description: '', properties: nested(child) },
    ]),
  );

const titleOf = (name: string): string => {
  const words = name.replaceAll('_', ' ').trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** Composes schema.json from what was decided. Descriptions are left blank for a person to fill. */
export function composeSchema(parts: SchemaParts): SchemaJson {
  const { name, paths, key, dialect, tolerance, dropsUnknown, source, declared, compounds } = parts;
  // What names a record is always there, however few records there are.
  const columns = parts.columns.map((column) =>
    key.includes(column.name) && column.facts.nulls === 0 ? { ...column, nullable: false, required: true } : column,
  );
  const tokens = datasetTokens(columns);
  const known = new Set(tokens);
  const leafOf = (column: ColumnDraft) =>
    propertyOf(parts.byPlace ? { ...column, aliases: [] } : column, known, compounds.has(column.name));
  const flat = paths ?? new Map<string, readonly string[]>();
  const required = columns.filter((column) => column.required && (flat.get(column.name)?.length ?? 1) === 1);
  return present({
    $schema: parts.metaSchema,
    title: titleOf(name),
    description: '',
    type: 'object',
    'x-sluice': present({
      owner: 'unknown',
      licence: 'unknown',
      source,
      declared,
      format: parts.format,
      primaryKey: some(key),
      dialect: Object.keys(dialect).length === 0 ? undefined : dialect,
      unknownColumns: dropsUnknown ? 'drop' : undefined,
      tolerance,
      nullTokens: tokens.length === 0 ? undefined : ['', ...tokens],
    }),
    properties: nested(treeOf(columns, leafOf, flat)),
    required: some(required.map((column) => flat.get(column.name)?.[0] ?? column.name)),
  });
}
