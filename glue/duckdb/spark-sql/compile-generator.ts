import { compileExpression } from './compile-expression.ts';
import { type CompiledQuery, report, type Scope, type ScopeColumn } from './context.ts';
import { problems } from './findings.ts';
import { adviceFor } from './functions/advice.ts';
import { quoteName, type SparkType, simple, sparkName } from './spark-type.ts';
import type { Expression, Kind, Relation, SelectItem } from './syntax-tree.ts';
import { type Typed, typed, unknown } from './typed.ts';

const generators = new Set(['explode', 'explode_outer', 'posexplode', 'posexplode_outer', 'inline', 'inline_outer']);
/** Functions that make rows, for messages and README.md. */
export const generatorNames: readonly string[] = [...generators];

/** Whether an expression is a call that makes rows. */
const isGenerator = (expression: Expression): expression is Kind<'call'> =>
  expression.kind === 'call' && generators.has(expression.name);

interface Generated {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: SparkType; readonly sql: string }[];
}

/** explode and its like as a lateral SELECT of one row per element. */
function generate(call: Kind<'call'>, outer: boolean, scope: Scope): Generated | undefined {
  if (!generators.has(call.name)) {
    report(scope, problems.function(call.at, call.name, adviceFor(call.name, generatorNames)));
    return undefined;
  }
  const [arg, another] = call.args;
  if (arg === undefined || another !== undefined) {
    report(scope, problems.arguments(call.at, call.name, 'one array', `${call.args.length} arguments`));
    return undefined;
  }
  const array = compileExpression(arg, { ...scope, noAggregates: call.name, noWindows: call.name, orderFree: true });
  if (array.type.kind !== 'array') {
    if (array.type.kind !== 'unknown')
      report(scope, problems.arguments(array.at, call.name, 'an array', sparkName(array.type)));
    return undefined;
  }
  const keeps = outer || call.name.endsWith('_outer');
  const list = keeps ? `CASE WHEN len(${array.sql}) > 0 THEN ${array.sql} ELSE [NULL] END` : array.sql;
  return shape(call, array, array.type.element, list, keeps, scope);
}

function shape(
  call: Kind<'call'>,
  array: Typed,
  element: SparkType,
  list: string,
  keeps: boolean,
  scope: Scope,
): Generated | undefined {
  const alias = scope.context.alias();
  const from = (items: string) => `LATERAL (SELECT ${items}) AS ${alias}`;
  if (call.name.startsWith('inline')) {
    if (element.kind !== 'struct') {
      report(scope, problems.arguments(array.at, call.name, 'an array of structs', sparkName(array.type)));
      return undefined;
    }
    const columns = element.fields.map((field) => ({
      ...field,
      sql: `struct_extract(${alias}.item, '${field.name.replaceAll("'", "''")}')`,
    }));
    return { sql: from(`unnest(${list}) AS item`), columns };
  }
  const item = { name: 'col', type: element, sql: `${alias}.item` };
  if (!call.name.startsWith('pos')) return { sql: from(`unnest(${list}) AS item`), columns: [item] };
  const places = keeps
    ? `CASE WHEN len(${array.sql}) > 0 THEN range(len(${array.sql})) ELSE [NULL] END`
    : `range(len(${array.sql}))`;
  const place = { name: 'pos', type: simple('int'), sql: `CAST(${alias}.place AS INTEGER)` };
  return { sql: from(`unnest(${list}) AS item, unnest(${places}) AS place`), columns: [place, item] };
}

/** LATERAL VIEW [OUTER] explode(…) t AS a, b */
export function lateralGenerator(
  view: Extract<Relation, { kind: 'lateral view' }>,
  scope: Scope,
): { sql: string; columns: ScopeColumn[] } {
  const made = generate(view.generator, view.outer, scope);
  if (made === undefined)
    return {
      sql: '(SELECT 1)',
      columns: view.columns.map((name) => ({
        name,
        type: { kind: 'unknown' as const },
        table: view.alias.toLowerCase(),
        sql: 'NULL',
        hidden: false,
      })),
    };
  if (view.columns.length > 0 && view.columns.length !== made.columns.length)
    report(
      scope,
      problems.construct(
        view.at,
        `${view.columns.length} names for ${made.columns.length} columns`,
        'name each column',
      ),
    );
  return {
    sql: made.sql,
    columns: made.columns.map((column, index) => ({
      ...column,
      name: view.columns[index] ?? column.name,
      table: view.alias === '' ? undefined : view.alias.toLowerCase(),
      hidden: false,
    })),
  };
}

/** FROM explode(…) and FROM range(…). */
export function relationGenerator(relation: Extract<Relation, { kind: 'generator' }>, scope: Scope): CompiledQuery {
  const call: Kind<'call'> = {
    kind: 'call',
    at: relation.at,
    name: relation.name,
    distinct: false,
    args: relation.args,
    filter: undefined,
    nulls: undefined,
    over: undefined,
  };
  if (relation.name === 'range') return compileRange(call, scope);
  const made = generate(call, false, scope);
  if (made === undefined) return { sql: 'SELECT 1', columns: [], outer: [] };
  const columns = made.columns.map((column) => ({ ...column, duckdb: column.name }));
  return {
    sql: `SELECT ${made.columns.map((column) => `${column.sql} AS ${quoteName(column.name)}`).join(', ')} FROM ${made.sql}`,
    columns,
    outer: [],
  };
}

function compileRange(call: Kind<'call'>, scope: Scope): CompiledQuery {
  const args = call.args.map((arg) => compileExpression(arg, scope));
  if (args.length < 1 || args.length > 3 || args.some((arg) => typeof arg.constant !== 'bigint'))
    report(scope, problems.arguments(call.at, 'range', 'one to three whole numbers', `${args.length} arguments`));
  return {
    sql: `SELECT CAST(range AS BIGINT) AS id FROM range(${args.map((arg) => arg.sql).join(', ')})`,
    columns: [{ name: 'id', duckdb: 'id', type: simple('bigint') }],
    outer: [],
  };
}

/** explode(…) in SELECT: joined laterally, and found again by a name that no query can write. */
export function compileGenerators(
  items: readonly SelectItem[],
  scope: Scope,
): { sql: string; columns: ReadonlyMap<string, Typed>; names: ReadonlyMap<number, readonly string[]> } {
  const columns = new Map<string, Typed>();
  const names = new Map<number, readonly string[]>();
  let sql = '';
  items.forEach(({ expression, alias }, index) => {
    if (!isGenerator(expression)) return;
    if (sql !== '')
      report(scope, problems.construct(expression.at, 'two generators in one SELECT', 'use LATERAL VIEW for each'));
    const made = generate(expression, false, scope);
    sql = made?.sql ?? '(SELECT 1)';
    const given = made?.columns.map((column) =>
      alias !== undefined && made.columns.length === 1 ? alias : column.name,
    ) ?? [alias ?? 'col'];
    names.set(index, given);
    given.forEach((name, place) => {
      const column = made?.columns[place];
      columns.set(
        `${index}:${name}`.toLowerCase(),
        column === undefined
          ? unknown(expression.at)
          : { ...typed(column.sql, column.type, expression.at, []), loose: [{ name, at: expression.at }] },
      );
    });
  });
  return { sql, columns, names };
}
