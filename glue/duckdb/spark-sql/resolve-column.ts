import { report, type Scope, type ScopeColumn } from './context.ts';
import { problems } from './findings.ts';
import { nearest } from './nearest.ts';
import { quoteText, sparkName } from './spark-type.ts';
import type { Kind } from './syntax-tree.ts';
import { type Typed, typed, unknown } from './typed.ts';

/** What a name means here: a lambda's parameter, a column, an alias of SELECT, a column of an outer query; fields follow it. */
export function resolveColumn(column: Kind<'column'>, scope: Scope): Typed {
  const found = lookUp(column, scope);
  if (found !== undefined) return found;
  if (scope.columns.some((each) => each.name === '')) return unknown(column.at);
  const name = column.path.join('.');
  const names = known(scope, column.path.length > 1 ? column.path[0] : undefined);
  report(
    scope,
    problems.column(
      column.at,
      name,
      'a column of the FROM clause',
      nearest(column.path.at(-1) ?? name, names, 'columns here'),
    ),
  );
  return unknown(column.at);
}

function lookUp(column: Kind<'column'>, scope: Scope): Typed | undefined {
  const [first = '', second, ...rest] = column.path;
  const key = first.toLowerCase();
  const lambda = scope.lambdas.get(key);
  const tail = column.path.slice(1);
  if (lambda !== undefined) return fields({ ...lambda, at: column.at }, tail, scope);
  const alias = scope.aliases.get(key);
  if (scope.aliasRule === 'alias-first' && alias !== undefined && second === undefined)
    return { ...alias, at: column.at };
  if (second !== undefined) {
    const qualified = scope.columns.filter((each) => each.table === key && same(each.name, second));
    if (qualified.length > 0) return fields(pick(column, qualified, scope), rest, scope);
  }
  const plain = scope.columns.filter((each) => !each.hidden && same(each.name, first));
  const hidden =
    scope.aliasRule === 'grouped-first' && alias !== undefined && !plain.some((each) => isGrouped(each, scope));
  if (plain.length > 0 && !hidden) return fields(pick(column, plain, scope), tail, scope);
  if (alias !== undefined) return fields({ ...alias, at: column.at }, tail, scope);
  return fromOutside(column, scope);
}

const isGrouped = (column: ScopeColumn, scope: Scope): boolean =>
  scope.groups === undefined || scope.groups.some((key) => key.sql === column.sql);

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function pick(column: Kind<'column'>, found: readonly ScopeColumn[], scope: Scope): Typed {
  const [only, another] = found;
  if (only === undefined) return unknown(column.at);
  if (another !== undefined) {
    const options = found.map((each) => `${each.table ?? '…'}.${each.name}`).join(' or ');
    report(scope, problems.column(column.at, column.path.join('.'), 'one column of that name', `write ${options}`));
    return unknown(column.at);
  }
  return { ...typed(only.sql, only.type, column.at, []), loose: [{ name: column.path.join('.'), at: column.at }] };
}

function fields(start: Typed, names: readonly string[], scope: Scope): Typed {
  return names.reduce((value, name) => fieldOf(value, name, scope), start);
}

/** value.name of a struct. */
export function fieldOf(value: Typed, name: string, scope: Scope): Typed {
  if (value.type.kind === 'unknown') return value;
  const field = value.type.kind === 'struct' ? value.type.fields.find((each) => same(each.name, name)) : undefined;
  if (field !== undefined)
    return typed(`struct_extract(${value.sql}, ${quoteText(field.name)})`, field.type, value.at, [value]);
  report(scope, problems.column(value.at, name, 'a field of a struct', `it is looked for in ${sparkName(value.type)}`));
  return unknown(value.at);
}

/** A column of an outer query counts as loose there, not here. */
function fromOutside(column: Kind<'column'>, scope: Scope): Typed | undefined {
  if (scope.parent === undefined) return undefined;
  const found = lookUp(column, { ...scope.parent, aliases: new Map() });
  if (found === undefined) return undefined;
  if (scope.noOuter !== undefined) {
    const fix = 'Spark takes columns of the outer query in the WHERE of a subquery alone: join, or compare there';
    report(scope, problems.construct(column.at, `the outer column ${column.path.join('.')} in ${scope.noOuter}`, fix));
  }
  scope.outer.push(...found.loose);
  return { ...found, loose: [] };
}

function known(scope: Scope, table: string | undefined): string[] {
  const here = scope.columns.filter((each) => table === undefined || each.table === table.toLowerCase());
  return [...new Set((here.length > 0 ? here : scope.columns).map((each) => each.name))];
}
