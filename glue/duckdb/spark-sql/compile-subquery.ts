import { castTo } from './cast.ts';
import { unify } from './compile-operator.ts';
import { type CompiledQuery, type QueryUse, report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { holdsAggregate } from './holds-aggregate.ts';
import { quoteName, simple } from './spark-type.ts';
import type { Kind, Query } from './syntax-tree.ts';
import { type Typed, typed, unknown } from './typed.ts';

function compile(query: Query, scope: Scope, use: QueryUse): CompiledQuery {
  return scope.context.query(query, scope, scope.ctes, use);
}

/** Columns of the outer query that a subquery uses are loose in the outer query. */
const withOuter = (value: Typed, query: CompiledQuery): Typed => ({
  ...value,
  loose: [...value.loose, ...query.outer],
});

/** (SELECT …) as a value: one column, at most one row. */
export function compileScalar(node: Kind<'scalar'>, scope: Scope): Typed {
  const query = compile(node.query, scope, 'scalar');
  const [column, another] = query.columns;
  if (column === undefined || another !== undefined) {
    report(
      scope,
      problems.construct(node.at, `a subquery of ${query.columns.length} columns as a value`, 'select one column'),
    );
    return unknown(node.at);
  }
  if (query.outer.length > 0 && !isSingleRow(node.query))
    report(
      scope,
      problems.construct(
        node.at,
        'a subquery that depends on the outer row and is no aggregate',
        'aggregate it (max, min, sum), or use a join',
      ),
    );
  return withOuter(typed(`(${query.sql})`, column.type, node.at, []), query);
}

/** An aggregate without GROUP BY gives one row; Spark wants that of a correlated scalar subquery. */
function isSingleRow(query: Query): boolean {
  return (
    query.body.kind === 'select' &&
    query.body.groupBy === undefined &&
    query.limit === undefined &&
    query.body.items.every((item) => holdsAggregate(item.expression))
  );
}

/** EXISTS (SELECT …). */
export function compileExists(node: Kind<'exists'>, scope: Scope): Typed {
  const query = compile(node.query, scope, 'exists');
  return withOuter(typed(`EXISTS (${query.sql})`, simple('boolean'), node.at, []), query);
}

/** value [NOT] IN (SELECT …): one column. */
export function compileInQuery(node: Kind<'in-query'>, operand: Typed, scope: Scope): Typed {
  const query = compile(node.query, scope, 'exists');
  const [column, another] = query.columns;
  if (column === undefined || another !== undefined) {
    report(
      scope,
      problems.construct(
        node.at,
        `IN with a subquery of ${query.columns.length} columns`,
        'select one column, or use EXISTS',
      ),
    );
    return unknown(node.at);
  }
  const inner = typed(`q.${quoteName(column.duckdb)}`, column.type, node.at, []);
  const { type, values } = unify([operand, inner], scope, node.at, 'IN');
  const [left = operand, right = inner] = values;
  const list = right.sql === inner.sql ? query.sql : `SELECT ${right.sql} FROM (${query.sql}) AS q`;
  const test = typed(
    `(${castTo(left, type, scope).sql} ${node.not ? 'NOT ' : ''}IN (${list}))`,
    simple('boolean'),
    node.at,
    [operand],
  );
  return withOuter(test, query);
}
