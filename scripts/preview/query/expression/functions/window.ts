import type { Expression } from '../../../../formula/expression.ts';
import { NotDrawable } from '../../not-drawable.ts';
import { isAggregate, latest, stages, type Value, type ValueType } from '../value.ts';
import type { Call } from './function-spec.ts';
import { literalNumber } from './row-function.ts';

/** When a calculation over other rows happens: before the filters, before or after the grouping. */
export type Level = 'PRE_FILTER' | 'PRE_AGG' | 'POST_AGG_FILTER';

/** The level argument; without one a calculation comes after the grouping. */
export function levelOf(tree: Expression | undefined, where: string): Level {
  if (tree === undefined) return 'POST_AGG_FILTER';
  const name = tree.kind === 'field' ? tree.name.toUpperCase() : '';
  if (name === 'PRE_FILTER' || name === 'PRE_AGG' || name === 'POST_AGG_FILTER') return name;
  throw new NotDrawable(`${where}: expected PRE_FILTER, PRE_AGG or POST_AGG_FILTER`);
}

/** A value as a step sees it: after the grouping a field must be one of the visual's dimensions, or an aggregate. */
export function operand(tree: Expression, level: Level, { name, scope, value }: Call): Value {
  const row = (): Value => {
    const compiled = value(tree);
    if (level !== 'POST_AGG_FILTER' && isAggregate(compiled)) {
      throw new NotDrawable(`${name}: ${level} takes values of rows, not aggregates`);
    }
    return compiled;
  };
  if (level !== 'POST_AGG_FILTER') return row();
  const byName = tree.kind === 'field' ? scope.dimensions.find((dimension) => dimension.name === tree.name) : undefined;
  const compiled = byName === undefined ? row() : undefined;
  const dimension = byName ?? scope.dimensions.find((each) => each.row.sql === compiled?.sql);
  if (dimension !== undefined) return { sql: dimension.column, type: dimension.row.type, at: stages.grouped };
  if (compiled !== undefined && (isAggregate(compiled) || compiled.at === stages.constant)) return compiled;
  throw new NotDrawable(`${name}: a field of the calculation is not in the visual's field wells`);
}

/** What stands in OVER ( ), with the values it reads. */
export interface Window {
  readonly over: string;
  readonly values: readonly Value[];
}

function items(tree: Expression | undefined, where: string): Extract<Expression, { kind: 'list' }>['items'] {
  if (tree === undefined) return [];
  if (tree.kind !== 'list') throw new NotDrawable(`${where}: expected a list of fields in [ ]`);
  return tree.items;
}

/** A window from a sort and a partition list. */
export function windowOf(
  call: Call,
  level: Level,
  sort: Expression | undefined,
  partition: Expression | undefined,
): Window {
  const by = items(partition, call.name).map((item) => operand(item.expression, level, call));
  const order = items(sort, call.name).map((item) => ({
    value: operand(item.expression, level, call),
    direction: item.direction ?? 'ASC',
  }));
  const clauses = [
    by.length === 0 ? '' : `PARTITION BY ${by.map((each) => each.sql).join(', ')}`,
    order.length === 0
      ? ''
      : `ORDER BY ${order.map((each) => `${each.value.sql} ${each.direction} NULLS LAST`).join(', ')}`,
  ];
  return {
    over: clauses.filter((clause) => clause !== '').join(' '),
    values: [...by, ...order.map((each) => each.value)],
  };
}

/** Places a window in the step that its level and its operands ask for. */
export function placed(call: Call, level: Level, sql: string, type: ValueType, values: readonly Value[]): Value {
  if (level === 'POST_AGG_FILTER') {
    return { ...call.scope.tableColumn(sql, Math.max(stages.grouped, latest(values))), type };
  }
  const floor = level === 'PRE_FILTER' ? stages.row : stages.filtered;
  const ceiling = level === 'PRE_FILTER' ? stages.filtered : stages.ranked;
  const at = Math.max(floor, latest(values));
  if (at + 1 >= ceiling) throw new NotDrawable(`${call.name}: ${level} over a value that is computed later`);
  return { ...call.scope.rowColumn(sql, at), type };
}

/** What a window calculates over. */
export function measureOf(tree: Expression, level: Level, call: Call): Value {
  const measure = operand(tree, level, call);
  if (measure.level !== undefined) throw new NotDrawable(`${call.name}: over a level-aware aggregate`);
  return measure;
}

/** A literal whole number, such as an offset. */
export function wholeNumber(value: Value, where: string): number {
  const number = literalNumber(value, where);
  if (!Number.isInteger(number)) throw new NotDrawable(`${where}: expected a whole number, got ${number}`);
  return number;
}
