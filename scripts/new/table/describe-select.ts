import type { DuckDBConnection } from '@duckdb/node-api';
import { holdsAggregate } from '../../../glue/duckdb/spark-sql/holds-aggregate.ts';
import { outputName } from '../../../glue/duckdb/spark-sql/output-name.ts';
import { parseStatement } from '../../../glue/duckdb/spark-sql/parse-query.ts';
import type { Query, Select } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import { type OriginsByName, originKey, queryOrigins } from '../../access/lineage/column-origins.ts';
import { titleOf } from './describe-plan.ts';
import type { DraftedColumn, DraftedShape } from './drafted-column.ts';
import { findKey, isKey } from './find-key.ts';
import { makesNull, nullSources } from './null-sources.ts';
import type { RowsProfile } from './profile-columns.ts';
import type { ResultColumn } from './result-columns.ts';
import { isDatePart, namesThings, noLaw, type Source, type SourceColumn, undescribed } from './source.ts';

/** A SELECT that a person wrote, with what it reads and what it gave. */
export interface WrittenSelect {
  readonly name: string;
  readonly sql: string;
  readonly sources: readonly Source[];
  readonly result: readonly ResultColumn[];
  readonly profile: RowsProfile;
  /** The rows: a relation in DuckDB's SQL. */
  readonly rows: string;
}

/** The shape of a written SELECT: what its columns are made of and what its rows show. @returns undefined where no columns are a key */
export async function describeSelect(
  connection: DuckDBConnection,
  written: WrittenSelect,
): Promise<DraftedShape | undefined> {
  const { name, sources, result, profile } = written;
  const query = parseStatement(written.sql);
  const made = new Map(queryOrigins(query, sourceOrigins(written)).map((one) => [one.name.toLowerCase(), one.from]));
  const key = await keyOf(connection, written, query);
  if (key === undefined) return undefined;
  const outer = nullSources(query);
  const items = new Map(
    outermost(query)?.items.map(({ alias, expression }) => [
      (alias ?? outputName(expression)).toLowerCase(),
      expression,
    ]),
  );
  const columns = result.map((column): DraftedColumn => {
    const from = made.get(column.name);
    const expression = items.get(column.name);
    const origins = sources.flatMap((source) =>
      source.columns
        .filter((one) => from?.has(originKey(source.name, one.name)) === true)
        .map((one) => ({ source, column: one })),
    );
    const isFull = profile.rows > 0 && profile.columns.get(column.name)?.nulls === 0;
    const isSure =
      from !== undefined &&
      (expression === undefined || !makesNull(expression)) &&
      origins.every((one) => one.column.required && !outer.has(one.source.name.toLowerCase()));
    const isPlain = query.ctes.length === 0 && expression?.kind === 'column' && origins.length === 1;
    return {
      ...column,
      nullable: !key.includes(column.name) && !(isFull && isSure),
      ...wordsOf(column, origins),
      law: (isPlain ? origins[0]?.column.law : undefined) ?? noLaw,
      firm: false,
      hidden: from === undefined ? sources.some(hides) : origins.some((one) => one.column.hidden !== undefined),
      naming: namesThings(column.name),
      derived: column.type.kind === 'integer' && isDatePart(column.name),
    };
  });
  return {
    title: titleOf(name),
    description: `What transform.sql gives${sources.length === 0 ? '' : ` of ${sources.map((one) => one.name).join(', ')}`}; ${key.join(', ')} ${key.length === 1 ? 'tells' : 'tell'} its rows apart.`,
    owner: sources.toSorted((a, b) => b.rows - a.rows)[0]?.owner ?? 'unknown',
    ...{ columns, key, partitions: partitionsOf(columns) },
  };
}

const hides = ({ columns }: Source): boolean => columns.some(({ hidden }) => hidden !== undefined);

/** The sources' own columns are where a description ends, whatever they are made of in turn. */
function sourceOrigins({ sources }: WrittenSelect): OriginsByName {
  return new Map(
    sources.map((source) => [
      source.name.toLowerCase(),
      [...source.columns.map(({ name }) => name), '_file', '_row'].map((name) => ({
        name,
        from: new Set([originKey(source.name, name)]),
      })),
    ]),
  );
}

interface Origin {
  readonly source: Source;
  readonly column: SourceColumn;
}

/** A column that keeps its name and type keeps its words; another says what it is made of. */
function wordsOf(
  { name, type }: ResultColumn,
  origins: readonly Origin[],
): Pick<DraftedColumn, 'description' | 'unit'> {
  const [only, ...more] = origins;
  if (only === undefined) return { description: `${titleOf(name)}, as transform.sql computes it.`, unit: undefined };
  const isSame = more.length === 0 && only.column.name === name;
  const { description, unit } = only.column;
  if (isSame && description !== undefined)
    return { description, unit: only.column.type.kind === type.kind || type.kind !== 'integer' ? unit : undefined };
  if (isSame) return { description: undescribed(only.column.name, only.source.name), unit };
  const parts = origins.map(({ source, column }) => `${source.name}.${column.name}`);
  return { description: `Made of ${parts.join(', ')} in transform.sql.`, unit: undefined };
}

/** A declared key that is handed on; what the rows are grouped by; else the fewest columns that are unique and no measures. */
async function keyOf(
  connection: DuckDBConnection,
  { sources, result, rows, profile }: WrittenSelect,
  query: Query,
): Promise<readonly string[] | undefined> {
  const names = result.map(({ name }) => name);
  const measures = new Set(measuresOf(query));
  const fit = result.filter(
    ({ name, type }) => !measures.has(name) && !['number', 'boolean', 'decimal'].includes(type.kind),
  );
  const isCount = ({ name, type }: ResultColumn) => type.kind === 'integer' && !namesThings(name) && !isDatePart(name);
  const plain = [...fit.filter((one) => !isCount(one)), ...fit.filter(isCount)].map(({ name }) => name);
  const declared = sources
    .map(({ key }) => key)
    .filter((key) => key.length > 0 && key.every((name) => plain.includes(name)));
  const likely = [...declared, ...(measures.size > 0 && plain.length > 0 && plain.length <= 8 ? [plain] : [])];
  if (profile.rows === 0) return likely[0] ?? (plain.length > 0 ? plain : names);
  for (const one of declared) if (await isKey(connection, rows, one)) return one;
  const found = await findKey(connection, rows, plain.slice(0, 10), Math.min(4, plain.length), { profile });
  if (found !== undefined) return found;
  return plain.length > 4 && (await isKey(connection, rows, plain)) ? plain : undefined;
}

/** Names of columns that the outermost SELECT computes by an aggregate or a window. */
function measuresOf(query: Query): string[] {
  const select = outermost(query);
  return (select?.items ?? []).flatMap(({ expression, alias }) => {
    const isWindow = expression.kind === 'call' && expression.over !== undefined;
    return isWindow || holdsAggregate(expression) ? [alias ?? outputName(expression)] : [];
  });
}

function outermost({ body }: Query): Select | undefined {
  if (body.kind === 'select') return body;
  return body.kind === 'nested' ? outermost(body.query) : undefined;
}

/** Year and month where the SELECT gives both, complete. */
function partitionsOf(columns: readonly DraftedColumn[]): string[] {
  const fit = ['year', 'month'].filter((name) =>
    columns.some((one) => one.name === name && one.type.kind === 'integer' && !one.nullable),
  );
  return fit.length === 2 && columns.length > 2 ? fit : [];
}
