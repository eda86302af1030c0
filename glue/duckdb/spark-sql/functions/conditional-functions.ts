import { castTo } from '../cast.ts';
import { compare, condition, unify } from '../compile-operator.ts';
import { simple, sparkName } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

/** Functions that choose among values. All that are chosen from take one type, as in CASE. */
export const conditionalFunctions: readonly FunctionEntry[] = (
  [
    scalar('coalesce(common+)', (c) => ({
      sql: `coalesce(${c.args.map((arg) => arg.sql).join(', ')})`,
      type: c.type(0),
    })),
    scalar('nvl ifnull(common, common)', (c) => ({ sql: `coalesce(${c.sql(0)}, ${c.sql(1)})`, type: c.type(0) })),
    scalar('nvl2(any, common, common)', (c) => ({
      sql: `CASE WHEN ${c.sql(0)} IS NOT NULL THEN ${c.sql(1)} ELSE ${c.sql(2)} END`,
      type: c.type(1),
    })),
    scalar('if iff(any, common, common)', choose),
    scalar('nullif(any, any)', nullif),
    scalar('greatest(common, common+)', (c) => extreme(c, 'greatest')),
    scalar('least(common, common+)', (c) => extreme(c, 'least')),
    scalar('isnull(any)', (c) => ({ sql: `(${c.sql(0)} IS NULL)`, type: simple('boolean') })),
    scalar('isnotnull(any)', (c) => ({ sql: `(${c.sql(0)} IS NOT NULL)`, type: simple('boolean') })),
    scalar('decode(any, any, any, any*)', decode),
    ...['string', 'int', 'bigint', 'double', 'boolean', 'date', 'timestamp'].map((name) =>
      scalar(`${name}(any)`, (c) => {
        const [value] = c.args;
        return value === undefined
          ? c.refuse('a value', 'nothing')
          : castTo(value, simple(kindOf(name)), c.scope, false, c.at);
      }),
    ),
  ] satisfies FunctionEntry[]
).map((entry) => ({ ...entry, lazy: true }));

function kindOf(name: string) {
  const kinds = {
    string: 'string',
    int: 'int',
    bigint: 'bigint',
    double: 'double',
    boolean: 'boolean',
    date: 'date',
  } as const;
  const known = Object.entries(kinds).find(([key]) => key === name);
  return known === undefined ? 'timestamp' : known[1];
}

function choose(call: BoundCall): Result {
  const [test] = call.args;
  if (test === undefined) return call.refuse('three arguments', 'fewer');
  return {
    sql: `CASE WHEN ${condition(test, call.scope).sql} THEN ${call.sql(1)} ELSE ${call.sql(2)} END`,
    type: call.type(1),
  };
}

/** The first argument's type stays: only the comparison widens. */
function nullif(call: BoundCall): Result {
  const [left, right] = call.args;
  if (left === undefined || right === undefined) return call.refuse('two arguments', 'fewer');
  return {
    sql: `CASE WHEN ${compare('=', left, right, call.scope, call.at).sql} THEN NULL ELSE ${left.sql} END`,
    type: left.type,
  };
}

/** Spark wants no text beside numbers here. NULLs are passed over; NaN is the greatest. */
function extreme(call: BoundCall, name: string): Result {
  const texts = call.type(0).kind !== 'string' && call.given.some((arg) => arg.type.kind === 'string');
  if (texts) return call.refuse('values of one type', `text and ${sparkName(call.type(0))}`, 'CAST the text');
  return { sql: `${name}(${call.args.map((arg) => arg.sql).join(', ')})`, type: call.type(0) };
}

/** decode(x, a, A, b, B, …, otherwise): NULL equals NULL. */
function decode(call: BoundCall): Result {
  const [operand, ...rest] = call.args;
  if (operand === undefined) return call.refuse('a value', 'nothing');
  const keys = rest.filter((_, index) => index % 2 === 0 && index + 1 < rest.length);
  const results = rest.filter((_, index) => index % 2 === 1 || index + 1 === rest.length);
  const { type, values } = unify(results, call.scope, call.at, 'decode');
  const branches = keys.map(
    (key, index) =>
      `WHEN ${compare('IS NOT DISTINCT FROM', operand, key, call.scope, call.at).sql} THEN ${values[index]?.sql}`,
  );
  const otherwise = rest.length % 2 === 1 ? ` ELSE ${values.at(-1)?.sql}` : '';
  return { sql: `CASE ${branches.join(' ')}${otherwise} END`, type };
}
