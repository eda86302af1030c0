import { holdsAggregate } from '../../../glue/duckdb/spark-sql/holds-aggregate.ts';
import { outputName } from '../../../glue/duckdb/spark-sql/output-name.ts';
import type { Expression, Select } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import { type Carried, type CarriedByName, type CarriedColumn, lost, type Tracing } from './carried.ts';
import { keyColumns } from './key-columns.ts';
import { type Scanned, scanAll, scanExpression, type WindowScope } from './scan-expression.ts';
import { type TracedRelation, traceRelation } from './trace-relation.ts';
import { bareColumn, columnsOf, equalPairs, type TracedColumn } from './trace-scope.ts';

const noRows: TracedRelation = { columns: [], leaves: [], keys: [], equal: [], broken: false };

/** Functions of SELECT that make rows: how many depends on their arguments. */
const generators = new Set(['explode', 'posexplode', 'inline', 'stack'].flatMap((name) => [name, `${name}_outer`]));

/** An output before it is known whether its rows are kept apart. */
interface Output {
  readonly name: string;
  readonly scanned: Scanned;
  /** The column that it hands on. */
  readonly column: TracedColumn | undefined;
  readonly makesRows: boolean;
}

/** Traces SELECT … FROM … WHERE … GROUP BY … HAVING …. */
export function traceSelect(select: Select, tracing: Tracing, ctes: CarriedByName): Carried {
  const from = select.from === undefined ? noRows : traceRelation(select.from, tracing, ctes);
  const aliases = new Map(
    select.items.flatMap(({ alias, expression }) => (alias === undefined ? [] : [[alias.toLowerCase(), expression]])),
  );
  const { columns } = from;
  const apart = keyColumns(from, equalPairs(select.where, columns, columns));
  const base = { tracing, ctes, columns, aliases, parameters: new Set<string>(), windows: select.windows };
  const grouped = groupKeys(select);
  const ids = grouped?.map((key) => (bareColumn(key, columns) ?? aliasedColumn(key, columns, aliases))?.id);
  const keys = ids === undefined ? apart : new Set([...apart].filter((id) => ids.includes(id)));
  const scope: WindowScope = { ...base, keys };
  const conditions = scanAll([select.where, select.having, ...(grouped ?? [])], scope);
  const outputs = select.items.flatMap((item) => outputsOf(item, scope));
  const scanned = outputs.map((output) => output.scanned);
  const reads = from.leaves.length > 0 || conditions.reads || scanned.some((one) => one.reads);
  const made = outputs.map(({ name, column, scanned: { mixed } }): CarriedColumn => {
    const key = column !== undefined && keys.has(column.id);
    return { name, type: column?.type, key, mixed };
  });
  if (!reads) return { reads, columns: made.map((column) => ({ ...column, key: false, mixed: false })) };
  const isBroken =
    from.broken ||
    conditions.mixed ||
    scanned.some((one) => one.reads) ||
    outputs.some(({ makesRows, scanned: one }) => makesRows && one.mixed) ||
    (select.distinct && scanned.some((one) => one.mixed));
  return isBroken || !made.some(({ key }) => key) ? lost(made) : { reads, columns: made };
}

/** What a query groups by, places and aliases replaced; undefined: it does not group. */
function groupKeys({ groupBy, items, having }: Select): readonly Expression[] | undefined {
  if (groupBy === undefined) {
    const isTotal = having !== undefined || items.some(({ expression }) => holdsAggregate(expression));
    return isTotal ? [] : undefined;
  }
  if (groupBy.kind === 'all') return items.map(({ expression }) => expression).filter((one) => !holdsAggregate(one));
  return groupBy.keys.map((key) => {
    const isPlace = key.kind === 'number' && /^\d+$/.test(key.text);
    return isPlace ? (items[Number(key.text) - 1]?.expression ?? key) : key;
  });
}

/** GROUP BY takes an alias of SELECT where FROM has no column of the name. */
function aliasedColumn(
  key: Expression,
  columns: readonly TracedColumn[],
  aliases: ReadonlyMap<string, Expression>,
): TracedColumn | undefined {
  if (key.kind !== 'column' || key.path.length > 1 || columnsOf(key.path, columns).length > 0) return undefined;
  const meant = aliases.get((key.path[0] ?? '').toLowerCase());
  return meant === undefined ? undefined : bareColumn(meant, columns);
}

function outputsOf({ expression, alias }: Select['items'][number], scope: WindowScope): Output[] {
  if (expression.kind !== 'star') {
    const makesRows = expression.kind === 'call' && generators.has(expression.name);
    const scanned = scanExpression(expression, scope);
    const name = alias ?? outputName(expression);
    return [{ name, scanned, makesRows, column: bareColumn(expression, scope.columns) }];
  }
  const table = expression.table?.toLowerCase();
  const visible = scope.columns.filter((column) => (table === undefined ? !column.hidden : column.table === table));
  return [...visible.filter(({ hidden }) => hidden), ...visible.filter(({ hidden }) => !hidden)].map((column) => ({
    ...{ name: column.name, column, makesRows: false },
    scanned: { mixed: column.mixed, reads: false },
  }));
}
