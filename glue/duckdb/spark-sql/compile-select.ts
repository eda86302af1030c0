import { compileExpression } from './compile-expression.ts';
import { compileGenerators } from './compile-generator.ts';
import { compileGroupBy, groupedScope } from './compile-group-by.ts';
import { condition } from './compile-operator.ts';
import { compileRelation } from './compile-relation.ts';
import { type CompiledQuery, type Context, type Ctes, report, type Scope, type ScopeColumn } from './context.ts';
import { emptyScope } from './empty-scope.ts';
import { type Position, problems } from './findings.ts';
import { type Output, orderSelect } from './order-select.ts';
import { outputName } from './output-name.ts';
import { quoteName } from './spark-type.ts';
import type { Select, SortItem } from './syntax-tree.ts';
import { type LooseColumn, type Typed, typed } from './typed.ts';

/** Translates SELECT … FROM … WHERE … GROUP BY … HAVING … with the ORDER BY and LIMIT behind it. */
export function compileSelect(
  context: Context,
  select: Select,
  orderBy: readonly SortItem[],
  limit: string,
  parent: Scope | undefined,
  ctes: Ctes,
): CompiledQuery {
  const outer: LooseColumn[] = [];
  const base: Scope = { ...emptyScope(context, ctes, parent), outer, windows: select.windows };
  const source = select.from === undefined ? undefined : compileRelation(select.from, { ...base, noOuter: 'FROM' });
  const generated = compileGenerators(select.items, { ...base, columns: source?.columns ?? [] });
  const from: Scope = { ...base, columns: source?.columns ?? [] };
  const where = select.where === undefined ? undefined : compileFilter(select, from);
  const grouping = compileGroupBy(select, { ...from, noOuter: 'GROUP BY' });
  const scope =
    grouping === undefined
      ? { ...from, lambdas: generated.columns, noOuter: 'SELECT' }
      : groupedScope({ ...from, lambdas: generated.columns, noOuter: 'SELECT' }, grouping);
  const outputs = compileItems(select, scope, generated.names);
  const isAggregated =
    grouping !== undefined || outputs.some(({ value }) => value.aggregate) || select.having !== undefined;
  if (isAggregated) checkGrouped(outputs, scope);
  const mixed = generated.sql !== '' && outputs.some(({ value }) => value.window);
  if (mixed)
    report(scope, problems.construct(select.at, 'explode beside a window function', 'explode in a subquery first'));
  const having = select.having === undefined ? undefined : compileHaving(select, scope, outputs);
  const conditions = [...(having === undefined ? [] : [having.sql]), ...(grouping?.having ?? [])];
  const names = uniqueNames(outputs.map(({ name }) => name));
  const values = outputs.map(({ value }) => value);
  const parts = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${values.map((value, index) => `${value.sql} AS ${quoteName(names[index] ?? '')}`).join(', ')}`,
    source === undefined && generated.sql === ''
      ? ''
      : ` FROM ${[source?.sql, generated.sql].filter((part) => part !== undefined && part !== '').join(', ')}`,
    where === undefined ? '' : ` WHERE ${where.sql}`,
    grouping?.sql ?? '',
    conditions.length === 0 ? '' : ` HAVING ${conditions.join(' AND ')}`,
  ];
  const columns = outputs.map(({ name, value }, index) => ({ name, type: value.type, duckdb: names[index] ?? name }));
  const query = { sql: parts.join(''), columns, outer };
  if (orderBy.length === 0) return { ...query, sql: `${query.sql}${limit}` };
  return orderSelect(query, { select, orderBy, outputs, scope, isAggregated, limit });
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
        outputs.push({ name, value: namedBefore(name, `${index}:${name}`, expression.at, scope, aliases) });
    } else {
      const value = compileExpression(expression, { ...scope, aliases });
      outputs.push({ name: item.alias ?? outputName(expression), value });
      if (value.interval !== undefined)
        report(scope, problems.construct(value.at, 'an INTERVAL as a column', 'add it to a date or timestamp'));
      if (item.alias !== undefined) aliases.set(item.alias.toLowerCase(), value);
    }
  });
  return outputs;
}

/** A column that a generator made, known to the items behind it by its name. */
function namedBefore(name: string, key: string, at: Position, scope: Scope, aliases: Map<string, Typed>): Typed {
  const value = compileExpression({ kind: 'column', at, path: [key] }, scope);
  aliases.set(name.toLowerCase(), value);
  return value;
}

function expandStar(table: string | undefined, scope: Scope, at: Position): Output[] {
  const visible = scope.columns.filter((column) =>
    table === undefined ? !column.hidden : column.table === table.toLowerCase(),
  );
  if (scope.columns.some((column) => column.name === '')) return [];
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
  // USING puts its keys first, also into the star of one side.
  const ordered = [...visible.filter((column) => column.hidden), ...visible.filter((column) => !column.hidden)];
  return ordered.map((column) => ({ name: column.name, value: ungroup(column, scope, at) }));
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

/** HAVING knows the aliases of SELECT where no grouped column has the name. */
function compileHaving(select: Select, scope: Scope, outputs: readonly Output[]): Typed | undefined {
  if (select.having === undefined) return undefined;
  const aliases = new Map(outputs.map(({ name, value }) => [name.toLowerCase(), value]));
  const value = compileExpression(select.having, {
    ...scope,
    aliases,
    aliasRule: 'grouped-first',
    noWindows: 'HAVING',
  });
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
