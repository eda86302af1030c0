import type { Table } from '../../../glue/duckdb/table.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { OriginColumn } from '../../access/lineage/column-origins.ts';
import { type ColumnLaw, noLaw, type Source, type SourceColumn } from './source.ts';

/**
 * A dataset as a source of a draft.
 * @param rows how many clean rows it has @param dividing names of columns by which some audience reads rows
 */
export function describeDataset(schema: DatasetSchema, rows: number, dividing: ReadonlySet<string>): Source {
  const { name, title, description, owner, primaryKey, onDuplicate } = schema;
  return {
    ...{ name, kind: 'dataset', title, description, owner, rows, key: primaryKey },
    replacedBy: onDuplicate.rule === 'latest' ? onDuplicate.by : undefined,
    columns: schema.columns
      .filter((column) => column.sensitive !== 'drop')
      .map((column) => ({
        name: column.name,
        type: column.type,
        required: column.required && !column.nullable && !isNulled(column),
        // A drafted schema leaves descriptions blank for a person to fill.
        description: [column.description, column.title].find((text) => text !== undefined && text !== ''),
        unit: column.unit,
        json: column.json === true,
        hidden: column.sensitive === 'mask' || column.sensitive === 'tokenise' ? column.sensitive : undefined,
        readers: column.readers,
        divides: dividing.has(column.name),
        law: column.sensitive === undefined ? lawOf(schema, column) : noLaw,
      })),
  };
}

/** A column that is no text is null where it is masked. */
const isNulled = ({ sensitive, type }: Column): boolean => sensitive === 'mask' && type.kind !== 'string';

/**
 * A final table as a source of a draft.
 * @param origins what its columns are made of @param hidden datasets' columns that are masked or tokenised, as `originKey` writes them
 */
export function describeTable(
  table: Table,
  rows: number,
  origins: readonly OriginColumn[],
  hidden: ReadonlySet<string>,
  dividing: ReadonlySet<string>,
): Source {
  const { name, title, description, owner, key } = table;
  return {
    ...{ name, kind: 'table', title, description, owner, key, rows, replacedBy: undefined },
    columns: table.columns.map((column): SourceColumn => {
      const from = origins.find((one) => one.name === column.name)?.from;
      const isHidden = from === undefined ? hidden.size > 0 : !from.isDisjointFrom(hidden);
      return {
        ...{ name: column.name, type: column.type, required: !column.nullable, unit: column.unit },
        ...{ description: column.description, json: false, readers: [], law: noLaw },
        hidden: isHidden ? 'tokenise' : undefined,
        divides: dividing.has(column.name),
      };
    }),
  };
}

/** What the JSON Schema of a dataset says of a column's values. */
function lawOf(schema: DatasetSchema, { path, type }: Column): ColumnLaw {
  const found = path.reduce<unknown>((at, key) => property(property(at, 'properties'), key), schema.json);
  const own = property(found, 'x-sluice');
  const values = property(found, 'enum');
  const listed = Array.isArray(values) ? values : 'const' in Object(found) ? [property(found, 'const')] : undefined;
  const bound = (name: string) => plainNumber(property(type.kind === 'decimal' ? own : found, name));
  const pattern = property(found, 'pattern');
  return {
    values: listed?.filter((value) => ['string', 'number', 'boolean'].includes(typeof value)),
    minimum: bound('minimum'),
    maximum: bound('maximum'),
    pattern: typeof pattern === 'string' ? pattern : undefined,
  };
}

/** @returns undefined for what is no number, or not one of few digits */
function plainNumber(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
