import type { Expression } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import type { CarriedByName, CarriedColumn, Tracing } from './carried.ts';

/** A column that a name of a SELECT can mean. */
export interface TracedColumn extends CarriedColumn {
  readonly id: number;
  /** Lower-case alias of its relation. */
  readonly table: string | undefined;
  /** The other side of USING: only its qualified name means it. */
  readonly hidden: boolean;
}

/** What names mean in a SELECT. */
export interface TraceScope {
  readonly tracing: Tracing;
  readonly ctes: CarriedByName;
  readonly columns: readonly TracedColumn[];
  /** What aliases of SELECT stand for, lower-case. */
  readonly aliases: ReadonlyMap<string, Expression>;
  /** Parameters of lambdas around. */
  readonly parameters: ReadonlySet<string>;
}

const same = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

/** The columns that a path can mean, its fields left aside. */
export function columnsOf<Column extends Pick<TracedColumn, 'name' | 'table' | 'hidden'>>(
  path: readonly string[],
  columns: readonly Column[],
): readonly Column[] {
  const [first = '', second] = path;
  if (second !== undefined) {
    const qualified = columns.filter(({ table, name }) => table === first.toLowerCase() && same(name, second));
    if (qualified.length > 0) return qualified;
  }
  return columns.filter(({ name, hidden }) => !hidden && same(name, first));
}

/** The column that an expression hands on as it is; undefined: it is no bare column. */
export function bareColumn(expression: Expression, columns: readonly TracedColumn[]): TracedColumn | undefined {
  if (expression.kind !== 'column' || expression.path.length > 2) return undefined;
  const [column, another] = columnsOf(expression.path, columns);
  if (column === undefined || another !== undefined) return undefined;
  // A path of two is a column of a relation, or else the field of a struct.
  return expression.path.length === 1 || column.table === expression.path[0]?.toLowerCase() ? column : undefined;
}

/** Pairs of columns that a condition holds equal, of one type: another type's equality is not the value's. */
export function equalPairs(
  condition: Expression | undefined,
  left: readonly TracedColumn[],
  right: readonly TracedColumn[],
): readonly (readonly [number, number])[] {
  if (condition?.kind !== 'binary') return [];
  if (condition.operator.toLowerCase() === 'and')
    return [...equalPairs(condition.left, left, right), ...equalPairs(condition.right, left, right)];
  if (condition.operator !== '=' && condition.operator !== '==') return [];
  const all = left === right ? left : [...left, ...right];
  const [a, b] = [bareColumn(condition.left, all), bareColumn(condition.right, all)];
  if (a === undefined || b === undefined || a.type === undefined || a.type !== b.type) return [];
  const spans = left === right || (left.includes(a) ? right.includes(b) : left.includes(b));
  return spans ? [[a.id, b.id]] : [];
}
