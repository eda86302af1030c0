import { compileOrderBy } from './compile-order-by.ts';
import { type CompiledQuery, report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { quoteName } from './spark-type.ts';
import type { Select, SortItem } from './syntax-tree.ts';
import { type Typed, typed } from './typed.ts';

/** One column of SELECT. */
export interface Output {
  readonly name: string;
  readonly value: Typed;
}

/** A SELECT to be ordered. */
export interface Ordering {
  readonly select: Select;
  readonly orderBy: readonly SortItem[];
  readonly outputs: readonly Output[];
  /** The scope of SELECT. */
  readonly scope: Scope;
  readonly isAggregated: boolean;
  /** ` LIMIT …`, or nothing. */
  readonly limit: string;
}

/** Puts ORDER BY behind a SELECT. It sees the output first, then what FROM or GROUP BY gives; after DISTINCT the output alone. */
export function orderSelect(query: CompiledQuery, ordering: Ordering): CompiledQuery {
  checkNames(ordering);
  if (ordering.select.distinct) return orderDistinct(query, ordering);
  const { orderBy, outputs, limit } = ordering;
  const order = compileOrderBy(
    orderBy,
    outputs.map(({ value }) => value),
    orderScope(ordering),
  );
  return { ...query, sql: `${query.sql}${order}${limit}` };
}

/** A name that two outputs have means neither. */
function checkNames({ orderBy, outputs, scope }: Ordering): void {
  for (const { expression } of orderBy) {
    if (expression.kind !== 'column' || expression.path.length !== 1) continue;
    const name = (expression.path[0] ?? '').toLowerCase();
    const meant = new Set(outputs.filter((output) => output.name.toLowerCase() === name).map(({ value }) => value.sql));
    if (meant.size > 1)
      report(scope, problems.column(expression.at, name, 'one output of that name', 'give each an alias of its own'));
  }
}

function orderScope({ scope, outputs, isAggregated, select }: Ordering): Scope {
  const aliases = new Map(outputs.map(({ name, value }) => [name.toLowerCase(), value]));
  const groups = isAggregated ? (scope.groups ?? []) : undefined;
  const order: Scope = { ...scope, aliases, aliasRule: 'alias-first', noWindows: 'ORDER BY', groups };
  if (select.having === undefined) return order;
  // Behind HAVING Spark finds outputs and grouped columns, no aggregates and no other grouped expressions.
  const columns = (groups ?? []).filter((key) => scope.columns.some((column) => column.sql === key.sql));
  return { ...order, groups: columns, noAggregates: 'ORDER BY behind HAVING' };
}

function orderDistinct(query: CompiledQuery, { orderBy, outputs, scope, limit }: Ordering): CompiledQuery {
  const alias = scope.context.alias();
  const columns = query.columns.map((column, index) => ({
    ...column,
    table: scope.columns.find((each) => each.sql === outputs[index]?.value.sql && each.name === column.name)?.table,
    sql: `${alias}.${quoteName(column.duckdb)}`,
    hidden: false,
  }));
  const values = columns.map((column) => typed(column.sql, column.type, { line: 1, column: 1 }, []));
  const where = 'ORDER BY behind DISTINCT';
  const order = compileOrderBy(orderBy, values, {
    ...scope,
    columns,
    aliases: new Map(),
    groups: undefined,
    noAggregates: where,
    noWindows: where,
  });
  return { ...query, sql: `SELECT ${alias}.* FROM (${query.sql}) AS ${alias}${order}${limit}` };
}
