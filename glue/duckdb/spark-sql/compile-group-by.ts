import { compileExpression } from './compile-expression.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { holdsAggregate } from './holds-aggregate.ts';
import { withoutPlaces } from './place-sql.ts';
import type { Expression, Select } from './syntax-tree.ts';
import type { Typed } from './typed.ts';

/** A translated GROUP BY. */
export interface Grouping {
  readonly sql: string;
  /** Conditions that HAVING needs besides the query's own. */
  readonly having: readonly string[];
  readonly keys: readonly Typed[];
}

/** ` GROUP BY …` with aliases and places replaced by what they mean. @returns undefined without GROUP BY */
export function compileGroupBy(select: Select, from: Scope): Grouping | undefined {
  const { groupBy } = select;
  if (groupBy === undefined) return undefined;
  const scope: Scope = { ...from, noAggregates: 'GROUP BY', noWindows: 'GROUP BY' };
  const written =
    groupBy.kind === 'all'
      ? select.items.map((item) => item.expression).filter((item) => !holdsAggregate(item))
      : groupBy.keys;
  const keys = written.map((key) => compileKey(key, select, scope));
  for (const key of keys) {
    if (['struct', 'interval'].includes(key.type.kind))
      report(
        scope,
        problems.type(key.at, 'GROUP BY', 'a value that can be compared', key.type.kind, 'group by its fields'),
      );
  }
  const texts = keys.map((key) => keySql(key));
  const list = texts.join(', ');
  if (groupBy.kind === 'plain' || groupBy.kind === 'all')
    return { keys, having: [], sql: list === '' ? '' : ` GROUP BY ${list}` };
  checkSetKeys(keys, scope);
  // Spark gives no total of no rows; DuckDB, as the standard, gives one.
  const having = ['count(*) > 0'];
  if (groupBy.kind !== 'sets') return { keys, having, sql: ` GROUP BY ${groupBy.kind.toUpperCase()} (${list})` };
  const sets = groupBy.sets.map((set) => `(${set.map((index) => texts[index] ?? '').join(', ')})`);
  return { keys, having, sql: ` GROUP BY GROUPING SETS (${sets.join(', ')})` };
}

/** Keys of ROLLUP, CUBE and GROUPING SETS: each once, and no constant, for what those are in a total the engines see differently. */
function checkSetKeys(keys: readonly Typed[], scope: Scope): void {
  const shapes = keys.map((key) => withoutPlaces(key.sql));
  keys.forEach((key, index) => {
    if (shapes.indexOf(shapes[index] ?? '') < index)
      report(
        scope,
        problems.construct(key.at, 'a key that comes twice in ROLLUP, CUBE or GROUPING SETS', 'name it once'),
      );
    if (key.loose.length === 0)
      report(scope, problems.construct(key.at, 'a constant key in ROLLUP, CUBE or GROUPING SETS', 'leave it out'));
  });
}

/** A bare literal would be read as a place. */
const keySql = (key: Typed): string =>
  /^(\d+|NULL|'(?:[^']|'')*')$/.test(key.sql) ? `CAST(${key.sql} AS VARCHAR)` : key.sql;

/** A place in SELECT, a column of FROM, or else an alias of SELECT. */
function compileKey(key: Expression, select: Select, scope: Scope): Typed {
  if (key.kind === 'number' && /^-?\d+$/.test(key.text)) {
    const item = select.items[Number(key.text) - 1];
    if (item !== undefined && !select.items.some((each) => each.expression.kind === 'star'))
      return compileExpression(item.expression, scope);
    report(
      scope,
      problems.column(
        key.at,
        key.text,
        `a place from 1 to ${select.items.length} in a SELECT without *`,
        'name the column',
      ),
    );
  }
  const aliases = new Map<string, Typed>();
  if (key.kind === 'column' && key.path.length === 1) {
    const name = (key.path[0] ?? '').toLowerCase();
    const item = select.items.find((each) => each.alias?.toLowerCase() === name);
    const known = scope.columns.some((column) => column.name.toLowerCase() === name && !column.hidden);
    if (item !== undefined && !known) aliases.set(name, compileExpression(item.expression, scope));
  }
  return compileExpression(key, { ...scope, aliases });
}

/** The scope of SELECT, HAVING and ORDER BY in a query that groups. */
export const groupedScope = (scope: Scope, grouping: Grouping): Scope => ({ ...scope, groups: grouping.keys });
