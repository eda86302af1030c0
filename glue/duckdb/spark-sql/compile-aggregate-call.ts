import { compileExpression } from './compile-expression.ts';
import { condition } from './compile-operator.ts';
import { compileWindow } from './compile-window.ts';
import { report, type Scope } from './context.ts';
import { expressionParts } from './expression-parts.ts';
import { problems } from './findings.ts';
import { bindArguments } from './functions/bind-arguments.ts';
import type { Aggregate, FunctionEntry } from './functions/function-entry.ts';
import type { Expression, Kind } from './syntax-tree.ts';
import { type Typed, typed, unknown } from './typed.ts';

/** An aggregate, alone or OVER a window, or a window function. */
export function compileAggregateCall(entry: FunctionEntry, call: Kind<'call'>, scope: Scope): Typed {
  const isWindow = call.over !== undefined;
  const forbidden = isWindow ? scope.noWindows : scope.noAggregates;
  if (forbidden !== undefined) {
    const fix = forbidden === 'WHERE' && !isWindow ? 'use HAVING' : 'compute it in a subquery first';
    report(
      scope,
      problems.grouping(
        call.at,
        call.name,
        `no ${isWindow ? 'window function' : 'aggregate'} in ${forbidden}`,
        call.name,
        fix,
      ),
    );
    return unknown(call.at);
  }
  if (entry.kind === 'window' && !isWindow) {
    report(
      scope,
      problems.arguments(call.at, call.name, 'OVER (… ORDER BY …)', 'none', 'say which rows, in which order'),
    );
    return unknown(call.at);
  }
  return isWindow ? compileOver(entry, call, scope) : compileAggregate(entry, call, scope);
}

/** Inside an aggregate every column is free, and no other aggregate may stand. */
function compileAggregate(entry: FunctionEntry, call: Kind<'call'>, scope: Scope): Typed {
  const grouping = call.name.startsWith('grouping');
  const inside: Scope = {
    ...scope,
    groups: grouping ? scope.groups : undefined,
    aliases: new Map(),
    aliasRule: 'column-first',
    noAggregates: 'an aggregate',
    noWindows: 'an aggregate',
  };
  checkAliases(call, scope);
  const bound = bindArguments(entry, withoutStar(call), inside);
  if (bound === undefined) return unknown(call.at);
  if (grouping && scope.groups === undefined) return bound.refuse('a query with GROUP BY', 'none') && unknown(call.at);
  const filter = call.filter === undefined ? undefined : condition(compileExpression(call.filter, inside), inside);
  const result = entry.build(
    { ...bound, written: call.args, scope: { ...bound.scope, groups: scope.groups } },
    aggregateCall(call, filter?.sql, ''),
  );
  const value = typed(result.sql, result.type, call.at, []);
  if (result.unordered === true && !scope.orderFree) report(scope, unorderedProblem(call.at, call.name));
  return { ...value, aggregate: true };
}

/** In ORDER BY Spark takes a name inside an aggregate for an alias of SELECT first, and then fails. */
function checkAliases(call: Kind<'call'>, scope: Scope): void {
  if (scope.aliasRule !== 'alias-first') return;
  for (const { at, path } of call.args.flatMap(columnsIn)) {
    const name = (path[0] ?? '').toLowerCase();
    const alias = path.length === 1 ? scope.aliases.get(name) : undefined;
    const isColumn = scope.columns.some((column) => column.sql === alias?.sql && column.name.toLowerCase() === name);
    if (alias !== undefined && !isColumn)
      report(
        scope,
        problems.construct(
          at,
          `the alias ${path[0]} inside an aggregate of ORDER BY`,
          'give the aggregate an alias of its own in SELECT, and order by that',
        ),
      );
  }
}

function columnsIn(expression: Expression): readonly Kind<'column'>[] {
  return expression.kind === 'column' ? [expression] : expressionParts(expression).flatMap(columnsIn);
}

const unorderedProblem = (at: Typed['at'], name: string) =>
  problems.nondeterministic(at, name, 'wrap it in sort_array(…): rows come in no order of their own');

/** A window sees grouped columns and aggregates, as SELECT does. */
function compileOver(entry: FunctionEntry, call: Kind<'call'>, scope: Scope): Typed {
  // Spark knows no alias of the same SELECT inside a window.
  const inside: Scope = { ...scope, noWindows: 'a window function', orderFree: false, aliases: new Map() };
  const bound = bindArguments(entry, withoutStar(call), inside);
  const window =
    call.over === undefined
      ? undefined
      : compileWindow(call.over, call.name, entry.kind === 'window' || call.name.startsWith('collect'), inside);
  if (bound === undefined || window === undefined) return unknown(call.at);
  if (call.name === 'collect_set' && !scope.orderFree) report(scope, unorderedProblem(call.at, call.name));
  if (call.filter !== undefined) {
    report(
      scope,
      problems.construct(
        call.at,
        `${call.name} with FILTER and OVER`,
        'Spark refuses it too: aggregate CASE WHEN … THEN x END',
      ),
    );
    return unknown(call.at);
  }
  if (call.distinct) {
    report(
      scope,
      problems.construct(
        call.at,
        `${call.name}(DISTINCT …) OVER`,
        'Spark refuses it too: take distinct rows in a subquery first',
      ),
    );
    return unknown(call.at);
  }
  const result = entry.build({ ...bound, written: call.args }, aggregateCall(call, undefined, window.sql));
  return {
    ...typed(result.sql, result.type, call.at, [...bound.args, ...window.parts]),
    window: true,
  };
}

/** The star of count(*) is no expression; that of count(DISTINCT *) means every column, and is refused as one. */
const withoutStar = (call: Kind<'call'>): Kind<'call'> => ({
  ...call,
  args: call.args.map((arg) =>
    arg.kind === 'star' && call.name === 'count' && arg.table === undefined && !call.distinct
      ? { kind: 'number', at: arg.at, text: '1' }
      : arg,
  ),
});

/** Writes `name(DISTINCT args) FILTER (WHERE …) OVER (…)`; an argument `FILTER …` joins the filter. */
function aggregateCall(call: Kind<'call'>, filter: string | undefined, over: string): Aggregate {
  return (name, ...args) => {
    const own = args.filter((arg) => arg.startsWith('FILTER ')).map((arg) => arg.slice(7));
    const rest = args.filter((arg) => !arg.startsWith('FILTER '));
    const filters = [...(filter === undefined ? [] : [filter]), ...own];
    const distinct = call.distinct ? 'DISTINCT ' : '';
    const nulls = call.nulls === 'ignore' ? ' IGNORE NULLS' : '';
    const where = filters.length === 0 ? '' : ` FILTER (WHERE ${filters.join(' AND ')})`;
    return `${name}(${distinct}${rest.join(', ')}${nulls})${where}${over}`;
  };
}
