import type { Expression } from '../../../../formula/expression.ts';
import { NotDrawable } from '../../not-drawable.ts';
import type { Scope } from '../scope.ts';
import { isAggregate, latest, stages, type Value } from '../value.ts';
import { type Aggregate, onePerGroup } from './aggregate.ts';
import type { Call } from './function-spec.ts';
import { requireType } from './row-function.ts';

/** `sum(x, [a, b])`: computed at the level of its keys, whatever the visual's dimensions are. */
export function levelAware(
  aggregate: Aggregate,
  operand: Value,
  list: Expression,
  { name, scope, value }: Call,
): Value {
  requireType(operand, aggregate.accepts, name);
  if (isAggregate(operand)) throw new NotDrawable(`${name}: a level-aware aggregate takes values of rows`);
  const keys = levelKeys(list, name, scope, value);
  const sql = aggregate.sql(
    onePerGroup(
      operand,
      keys.map((key) => key.sql),
      scope,
    ),
  );
  const over = keys.length === 0 ? '' : `PARTITION BY ${keys.map((key) => key.sql).join(', ')}`;
  const column = scope.rowColumn(`${sql} OVER (${over})`, Math.max(stages.ranked, latest([operand, ...keys])));
  const type = aggregate.type === 'same' ? operand.type : aggregate.type;
  return { ...column, type, level: keys.map((key) => key.sql) };
}

function levelKeys(
  list: Expression,
  where: string,
  scope: Scope,
  value: (tree: Expression) => Value,
): readonly Value[] {
  if (list.kind !== 'list') throw new NotDrawable(`${where}: expected a list of fields in [ ]`);
  let keys: Value[] = [];
  for (const { expression, excluded } of list.items) {
    if (expression.kind === 'parameter' && expression.name === 'visualDimensions') {
      keys.push(...scope.dimensions.map((dimension) => dimension.row));
      continue;
    }
    const key = value(expression);
    if (isAggregate(key)) throw new NotDrawable(`${where}: a level is made of fields of rows`);
    const named = scope.dimensions.filter(
      ({ name, row }) => row.sql === key.sql || (expression.kind === 'field' && name === expression.name),
    );
    if (excluded)
      keys = keys.filter((each) => each.sql !== key.sql && !named.some((dimension) => dimension.row.sql === each.sql));
    else keys.push(key);
  }
  return keys.filter((key, index) => keys.findIndex((other) => other.sql === key.sql) === index);
}
