import { castTo } from './cast.ts';
import { compileExpression } from './compile-expression.ts';
import { compileOrderBy } from './compile-order-by.ts';
import { compileSelect } from './compile-select.ts';
import { compileValues } from './compile-values.ts';
import type { CompiledColumn, CompiledQuery, CompiledTable, Context, Ctes, QueryUse, Scope } from './context.ts';
import { emptyScope } from './empty-scope.ts';
import { type Position, problems } from './findings.ts';
import { quoteName, type SparkType, sparkName, widerType } from './spark-type.ts';
import type { Body, Expression, Query } from './syntax-tree.ts';
import { type LooseColumn, typed } from './typed.ts';

/** Translates a query with its WITH, ORDER BY and LIMIT. */
export function compileQuery(
  context: Context,
  query: Query,
  parent: Scope | undefined,
  outerCtes: Ctes,
  use: QueryUse,
): CompiledQuery {
  const ctes = new Map(outerCtes);
  const withs: string[] = [];
  for (const cte of query.ctes) {
    const compiled = compileQuery(context, cte.query, undefined, ctes, 'rows');
    const name = `${context.alias()}_${cte.name}`;
    if (query.ctes.some((other) => other !== cte && other.name.toLowerCase() === cte.name.toLowerCase()))
      context.problems.push(problems.table(cte.at, cte.name, 'give each query of WITH a name of its own'));
    const columns = renamed(compiled, cte.columns, cte.at, context);
    withs.push(`${quoteName(name)} AS (${compiled.sql})`);
    ctes.set(cte.name.toLowerCase(), { sql: quoteName(name), columns });
  }
  const body = compileOrdered(context, query, parent, ctes, use);
  return withs.length === 0 ? body : { ...body, sql: `WITH ${withs.join(', ')} ${body.sql}` };
}

/** A query's columns under the names that an alias list gives them. */
export function renamed(
  query: CompiledTable,
  names: readonly string[],
  at: Position,
  context: Context,
): CompiledTable['columns'] {
  if (names.length > 0 && names.length !== query.columns.length)
    context.problems.push(
      problems.construct(at, `${names.length} names for ${query.columns.length} columns`, 'name each column, or none'),
    );
  return query.columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

function compileOrdered(
  context: Context,
  query: Query,
  parent: Scope | undefined,
  ctes: Ctes,
  use: QueryUse,
): CompiledQuery {
  const { body } = query;
  const limit = compileLimit(context, query, use);
  if (body.kind === 'select') return compileSelect(context, body, query.orderBy, limit, parent, ctes);
  const inner = compileBody(context, body, parent, ctes, query.orderBy.length === 0 && limit === '' ? use : 'rows');
  return wrapOrdered(context, query, inner, limit, parent, ctes);
}

/** ORDER BY over rows whose columns are all there is: a set operation, VALUES, a query in parentheses. */
function wrapOrdered(
  context: Context,
  query: { readonly orderBy: Query['orderBy'] },
  inner: CompiledQuery,
  limit: string,
  parent: Scope | undefined,
  ctes: Ctes,
): CompiledQuery {
  if (query.orderBy.length === 0 && limit === '') return inner;
  const alias = context.alias();
  const columns = inner.columns.map((column) => ({
    ...column,
    table: undefined,
    sql: `${alias}.${quoteName(column.duckdb)}`,
    hidden: false,
  }));
  const scope: Scope = {
    ...emptyScope(context, ctes, parent),
    columns,
    noAggregates: 'ORDER BY',
    noWindows: 'ORDER BY',
  };
  const outputs = columns.map((column) => typed(column.sql, column.type, { line: 1, column: 1 }, []));
  const order = compileOrderBy(query.orderBy, outputs, scope);
  return { ...inner, sql: `SELECT ${alias}.* FROM (${inner.sql}) AS ${alias}${order}${limit}` };
}

/** LIMIT and OFFSET, which need an ORDER BY: else which rows come is chance. */
function compileLimit(context: Context, query: Query, use: QueryUse): string {
  const parts: string[] = [];
  for (const [word, expression] of [
    ['LIMIT', query.limit],
    ['OFFSET', query.offset],
  ] as const) {
    if (expression === undefined) continue;
    const count = literalCount(expression);
    if (count === undefined)
      context.problems.push(problems.construct(expression.at, `${word} with an expression`, 'write a whole number'));
    if (query.orderBy.length === 0 && !context.exploring && use !== 'exists' && !isGlobalAggregate(query.body))
      context.problems.push(problems.nondeterministic(expression.at, word, 'add an ORDER BY that leaves no ties'));
    parts.push(` ${word} ${count ?? 0}`);
  }
  return parts.join('');
}

function literalCount(expression: Expression): string | undefined {
  return expression.kind === 'number' && /^\d{1,9}$/.test(expression.text) ? expression.text : undefined;
}

/** Such a query has one row at most, whatever the order. */
const isGlobalAggregate = (body: Body): boolean => body.kind === 'select' && body.from === undefined;

function compileBody(
  context: Context,
  body: Body,
  parent: Scope | undefined,
  ctes: Ctes,
  use: QueryUse,
): CompiledQuery {
  if (body.kind === 'select') return compileSelect(context, body, [], '', parent, ctes);
  if (body.kind === 'nested') return compileQuery(context, body.query, parent, ctes, use);
  if (body.kind === 'values')
    return compileValues(
      body.rows,
      { ...emptyScope(context, ctes, parent), noAggregates: 'VALUES', noWindows: 'VALUES' },
      body.at,
      compileExpression,
    );
  return compileSet(context, body, parent, ctes);
}

function compileSet(
  context: Context,
  body: Extract<Body, { kind: 'set' }>,
  parent: Scope | undefined,
  ctes: Ctes,
): CompiledQuery {
  const left = compileBody(context, body.left, parent, ctes, 'rows');
  const right = compileBody(context, body.right, parent, ctes, 'rows');
  const outer: readonly LooseColumn[] = [...left.outer, ...right.outer];
  const name = body.operator.toUpperCase();
  if (left.columns.length !== right.columns.length) {
    context.problems.push(
      problems.type(
        body.at,
        name,
        `${left.columns.length} columns on both sides`,
        `${right.columns.length}`,
        'select as many columns on each side',
      ),
    );
    return { ...left, outer };
  }
  const types = left.columns.map((column, index) => commonType(context, column, right.columns[index], body.at, name));
  const scope = emptyScope(context, ctes, parent);
  const sides = [left, right].map((side) => castColumns(side, types, scope, body.at));
  const sql = sides.join(` ${name}${body.all ? ' ALL' : ''} `);
  return {
    sql: `SELECT * FROM (${sql})`,
    columns: left.columns.map((column, index) => ({ ...column, type: types[index] ?? column.type })),
    outer,
  };
}

function commonType(
  context: Context,
  left: CompiledColumn,
  right: CompiledColumn | undefined,
  at: Position,
  name: string,
): SparkType {
  const type = right === undefined ? left.type : widerType(left.type, right.type);
  if (type !== undefined) return type;
  context.problems.push(
    problems.type(
      at,
      name,
      `${left.name} as ${sparkName(left.type)} on both sides`,
      right === undefined ? 'nothing' : sparkName(right.type),
      'CAST one of them',
    ),
  );
  return left.type;
}

function castColumns(side: CompiledQuery, types: readonly SparkType[], scope: Scope, at: Position): string {
  const alias = scope.context.alias();
  const items = side.columns.map((column, index) => {
    const value = typed(`${alias}.${quoteName(column.duckdb)}`, column.type, at, []);
    return `${castTo(value, types[index] ?? column.type, scope).sql} AS ${quoteName(column.duckdb)}`;
  });
  return `(SELECT ${items.join(', ')} FROM (${side.sql}) AS ${alias})`;
}
