import { compileExpression } from './compile-expression.ts';
import { compileGenerators } from './compile-generator.ts';
import { compileGroupBy, groupedScope } from './compile-group-by.ts';
import { condition } from './compile-operator.ts';
import { compileOrderBy } from './compile-order-by.ts';
import { compileRelation } from './compile-relation.ts';
import { type CompiledQuery, type Context, type Ctes, report, type Scope, type ScopeColumn } from './context.ts';
import { emptyScope } from './empty-scope.ts';
import { type Position, problems } from './findings.ts';
import { outputName } from './output-name.ts';
import { quoteName } from './spark-type.ts';
import type { Select, SortItem } from './syntax-tree.ts';
import { type Typed, typed } from './typed.ts';

interface Output {
  readonly name: string;
  readonly value: Typed;
}

/** Translates SELECT … FROM … WHERE … GROUP BY … HAVING … with the ORDER BY and LIMIT behind it. */
export function compileSelect(
  context: Context,
  select: Select,
  orderBy: readonly SortItem[],
  limit: string,
  parent: Scope | undefined,
  ctes: Ctes,
): CompiledQuery {
  const outer: Scope['outer'] = [];
  const base: Scope = { ...emptyScope(context, ctes, parent), outer, windows: select.windows };
  const source = select.from === undefined ? undefined : compileRelation(select.from, base);
  const generated = compileGenerators(select.items, { ...base, columns: source?.columns ?? [] });
  const from: Scope = { ...base, columns: source?.columns ?? [] };
  const where = select.where === undefined ? undefined : compileFilter(select, from);
  const grouping = compileGroupBy(select, from);
  const scope =
    grouping === undefined
      ? { ...from, lambdas: generated.columns }
      : groupedScope({ ...from, lambdas: generated.columns }, grouping);
  const outputs = compileItems(select, scope, generated.names);
  const isAggregated =
    grouping !== undefined || outputs.some(({ value }) => value.aggregate) || select.having !== undefined;
  if (isAggregated) checkGrouped(outputs, scope);
  const having = select.having === undefined ? undefined : compileHaving(select, scope, outputs);
  const names = uniqueNames(outputs.map(({ name }) => name));
  const values = outputs.map(({ value }) => value);
  const parts = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${values.map((value, index) => `${value.sql} AS ${quoteName(names[index] ?? '')}`).join(', ')}`,
    source === undefined && generated.sql === ''
      ? ''
      : ` FROM ${[source?.sql, generated.sql].filter((part) => part !== undefined && part !== '').join(', ')}`,
    where === undefined ? '' : ` WHERE ${where.sql}`,
    grouping?.sql ?? '',
    having === undefined ? '' : ` HAVING ${having.sql}`,
  ];
  const columns = outputs.map(({ name, value }, index) => ({ name, type: value.type, duckdb: names[index] ?? name }));
  const query = { sql: parts.join(''), columns, outer };
  if (select.distinct && orderBy.length > 0) return orderDistinct(query, orderBy, outputs, scope, limit);
  const ordered = compileOrderBy(orderBy, values, orderScope(scope, outputs, isAggregated));
  return { ...query, sql: `${query.sql}${ordered}${limit}` };
}

function compileFilter(select: Select, scope: Scope): Typed | undefined {
  if (select.where === undefined) return undefined;
  return condition(compileExpression(select.where, { ...scope, noAggregates: 'WHERE', noWindows: 'WHERE' }), scope);
}

/** Each item of SELECT, stars written out. An alias stands for its expression in the items behind it. */
function compileItems(select: Select, scope: Scope, generated: ReadonlyMap<number, readonly string[]>): Output[] {
  const aliases = new Map<string, Typed>();
  const outputs: Output[] = [];
  select.items.forEach((item, index) => {
    const { expression } = item;
    const made = generated.get(index);
    if (expression.kind === 'star') outputs.push(...expandStar(expression.table, scope, expression.at));
    else if (made !== undefined) {
      for (const name of made)
        outputs.push({
          name,
          value: compileExpression({ kind: 'column', at: expression.at, path: [`${index}:${name}`] }, scope),
        });
    } else {
      const value = compileExpression(expression, { ...scope, aliases });
      outputs.push({ name: item.alias ?? outputName(expression), value });
      if (value.unordered === true) report(scope, unorderedProblem(value.at));
      if (value.interval !== undefined)
        report(scope, problems.construct(value.at, 'an INTERVAL as a column', 'add it to a date or timestamp'));
      if (item.alias !== undefined) aliases.set(item.alias.toLowerCase(), value);
    }
  });
  return outputs;
}

export const unorderedProblem = (at: Position) =>
  problems.nondeterministic(at, 'collect_list', 'wrap it in sort_array(…): rows come in no order of their own');

function expandStar(table: string | undefined, scope: Scope, at: Position): Output[] {
  const visible = scope.columns.filter((column) =>
    table === undefined ? !column.hidden : column.table === table.toLowerCase(),
  );
  if (visible.length === 0)
    report(
      scope,
      problems.column(
        at,
        table === undefined ? '*' : `${table}.*`,
        'a relation of the FROM clause',
        'name one of them',
      ),
    );
  if (table !== undefined && scope.columns.some((column) => column.hidden))
    report(scope, problems.construct(at, `${table}.* beside JOIN … USING`, 'list the columns'));
  return visible.map((column) => ({ name: column.name, value: ungroup(column, scope, at) }));
}

function ungroup(column: ScopeColumn, scope: Scope, at: Position): Typed {
  const value = typed(column.sql, column.type, at, []);
  const grouped = scope.groups?.some((key) => key.sql === value.sql) === true;
  return grouped ? value : { ...value, loose: [{ name: column.name, at }] };
}

function checkGrouped(outputs: readonly Output[], scope: Scope): void {
  for (const loose of new Map(outputs.flatMap(({ value }) => value.loose).map((each) => [each.name, each])).values()) {
    report(
      scope,
      problems.grouping(
        loose.at,
        loose.name,
        'a column that is grouped or aggregated',
        'one that is neither',
        'add it to GROUP BY, or aggregate it: max, min, sum, count',
      ),
    );
  }
}

/** HAVING knows the aliases of SELECT where no column has the name; a name with both meanings is refused. */
function compileHaving(select: Select, scope: Scope, outputs: readonly Output[]): Typed | undefined {
  if (select.having === undefined) return undefined;
  const aliases = new Map(outputs.map(({ name, value }) => [name.toLowerCase(), value]));
  const value = compileExpression(select.having, { ...scope, aliases, noWindows: 'HAVING' });
  for (const loose of value.loose)
    report(
      scope,
      problems.grouping(
        loose.at,
        loose.name,
        'a column that is grouped or aggregated',
        'one that is neither',
        'aggregate it, or filter in WHERE',
      ),
    );
  return condition(value, scope);
}

/** ORDER BY sees the output first, then what FROM gives (grouped, when the query groups). */
function orderScope(scope: Scope, outputs: readonly Output[], isAggregated: boolean): Scope {
  const names = outputs.map(({ name }) => name.toLowerCase());
  const single = outputs.filter(({ name }) => names.filter((other) => other === name.toLowerCase()).length === 1);
  const aliases = new Map(single.map(({ name, value }) => [name.toLowerCase(), value]));
  return { ...scope, aliases, aliasesFirst: true, groups: isAggregated ? (scope.groups ?? []) : undefined };
}

/** After DISTINCT only the output is there to sort by. */
function orderDistinct(
  query: CompiledQuery,
  orderBy: readonly SortItem[],
  outputs: readonly Output[],
  scope: Scope,
  limit: string,
): CompiledQuery {
  const alias = scope.context.alias();
  const columns = query.columns.map((column) => ({
    ...column,
    table: undefined,
    sql: `${alias}.${quoteName(column.duckdb)}`,
    hidden: false,
  }));
  // An expression of the SELECT list, or a qualified column of it, is its output.
  const items = orderBy.map((item) => {
    if (item.expression.kind === 'number') return item;
    const sql = compileExpression(item.expression, orderScope(scope, outputs, false)).sql;
    const place = outputs.findIndex(({ value }) => value.sql === sql);
    return place === -1
      ? item
      : { ...item, expression: { kind: 'number' as const, at: item.expression.at, text: `${place + 1}` } };
  });
  const values = columns.map((column) => typed(column.sql, column.type, { line: 1, column: 1 }, []));
  const order = compileOrderBy(items, values, {
    ...scope,
    columns,
    groups: undefined,
    noAggregates: 'ORDER BY after DISTINCT',
    noWindows: 'ORDER BY after DISTINCT',
  });
  return { ...query, sql: `SELECT ${alias}.* FROM (${query.sql}) AS ${alias}${order}${limit}` };
}

/** DuckDB's names of columns: as written, numbered where one comes again. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; seen.has(unique.toLowerCase()); count += 1) unique = `${name}_${count}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}
