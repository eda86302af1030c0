import { compileExpression } from '../compile-expression.ts';
import { condition } from '../compile-operator.ts';
import { arrayOf, sameType, simple, sparkName } from '../spark-type.ts';
import type { Kind } from '../syntax-tree.ts';
import { type Typed, typed } from '../typed.ts';
import { elementOf } from './element-of.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const boolean = simple('boolean');
const free = { orderFree: true };

/** Functions of arrays that take a lambda. */
export const lambdaFunctions: readonly FunctionEntry[] = [
  scalar('transform(array, lambda)', (c) =>
    withLambda(c, (body, parameters) => ({
      sql: `list_transform(${c.sql(0)}, lambda ${parameters}: ${body.sql})`,
      type: arrayOf(body.type),
      parts: [body],
    })),
  ),
  scalar('filter(array, lambda)', (c) =>
    withLambda(c, (body, parameters) => ({
      sql: `list_filter(${c.sql(0)}, lambda ${parameters}: ${condition(body, c.scope).sql})`,
      type: c.type(0),
      parts: [body],
    })),
  ),
  scalar(
    'exists(array, lambda)',
    (c) => withLambda(c, (body, parameters) => some(c, condition(body, c.scope), parameters, 'true')),
    free,
  ),
  scalar(
    'forall(array, lambda)',
    (c) => withLambda(c, (body, parameters) => some(c, condition(body, c.scope), parameters, 'false')),
    free,
  ),
  scalar('aggregate reduce(array, any, lambda, lambda?)', reduce, { note: 'the lambda gives the type of the start' }),
];

/** Three-valued: true when one is, else NULL when one is NULL, else false; forall the other way round. */
function some(call: BoundCall, body: Typed, parameters: string, wanted: 'true' | 'false'): Result {
  const tests = `list_transform(${call.sql(0)}, lambda ${parameters}: ${body.sql})`;
  const other = wanted === 'true' ? 'false' : 'true';
  return {
    sql: `CASE WHEN ${call.sql(0)} IS NULL THEN NULL WHEN list_contains(${tests}, ${wanted}) THEN ${wanted} WHEN len(list_filter(${tests}, lambda t: t IS NULL)) > 0 THEN NULL ELSE ${other} END`,
    type: boolean,
    parts: [body],
  };
}

/** aggregate(a, start, (acc, x) -> …[, acc -> …]): the start's type is the sum's. */
function reduce(call: BoundCall): Result {
  const [, , merge, finish] = call.written;
  const start = call.args[1];
  if (start === undefined || merge?.kind !== 'lambda' || merge.parameters.length !== 2)
    return call.refuse('(acc, x) -> …', 'something else');
  const alias = call.scope.context.alias();
  const [acc, item] = [typed(`${alias}_0`, start.type, call.at, []), typed(`${alias}_1`, elementOf(call), call.at, [])];
  const body = lambdaBody(call, merge, [acc, item]);
  if (!sameType(body.type, start.type) && body.type.kind !== 'unknown')
    return call.refuse(
      `${sparkName(start.type)} from the lambda, as the start`,
      sparkName(body.type),
      'CAST the start',
    );
  const sum = `list_reduce(${call.sql(0)}, lambda ${acc.sql}, ${item.sql}: ${body.sql}, ${start.sql})`;
  if (finish === undefined) return { sql: sum, type: start.type, parts: [body] };
  if (finish.kind !== 'lambda' || finish.parameters.length !== 1) return call.refuse('acc -> …', 'something else');
  const last = lambdaBody(call, finish, [typed(`(${sum})`, start.type, call.at, [])]);
  return { sql: last.sql, type: last.type, parts: [body, last] };
}

function lambdaBody(call: BoundCall, lambda: Kind<'lambda'>, values: readonly Typed[]): Typed {
  const lambdas = new Map(call.scope.lambdas);
  lambda.parameters.forEach((name, index) => {
    const value = values[index];
    if (value !== undefined) lambdas.set(name.toLowerCase(), value);
  });
  return compileExpression(lambda.body, {
    ...call.scope,
    lambdas,
    orderFree: false,
    noAggregates: 'a lambda',
    noWindows: 'a lambda',
  });
}

/** The lambda's body, with its parameters as an element and, if there are two, the place from 0. */
function withLambda(call: BoundCall, build: (body: Typed, parameters: string) => Result): Result {
  const [, lambda] = call.written;
  if (lambda?.kind !== 'lambda' || lambda.parameters.length > 2)
    return call.refuse('x -> … or (x, i) -> …', 'something else');
  if (call.name === 'exists' || call.name === 'forall' ? lambda.parameters.length > 1 : false)
    return call.refuse('x -> …', 'two parameters');
  const alias = call.scope.context.alias();
  const names = lambda.parameters.map((_, index) => `${alias}_${index}`);
  const [element = '', place = ''] = names;
  const body = lambdaBody(call, lambda, [
    typed(element, elementOf(call), lambda.at, []),
    typed(`CAST(${place} - 1 AS INTEGER)`, simple('int'), lambda.at, []),
  ]);
  return build(body, names.join(', '));
}
