import { castTo } from './cast.ts';
import { compileArithmetic, literalDecimals } from './compile-arithmetic.ts';
import { report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { duckdbName, type SparkType, simple, sparkName, widerType } from './spark-type.ts';
import { type Typed, typed, unknown } from './typed.ts';

const comparisons: Readonly<Record<string, string>> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '<=>': 'IS NOT DISTINCT FROM',
};

/** A binary operator between two translated operands. */
export function compileBinary(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (operator === 'and' || operator === 'or') {
    const parts = [condition(left, scope), condition(right, scope)];
    return typed(
      `(${parts.map((part) => part.sql).join(` ${operator.toUpperCase()} `)})`,
      simple('boolean'),
      at,
      parts,
    );
  }
  const comparison = comparisons[operator];
  if (comparison !== undefined) return compare(comparison, left, right, scope, at);
  if (operator === '||') return concatenate(left, right, scope, at);
  if (['&', '|', '^'].includes(operator)) {
    report(scope, problems.construct(at, `the operator ${operator}`, 'use arithmetic, or a column for each flag'));
    return unknown(at);
  }
  return compileArithmetic(operator, left, right, scope, at);
}

/** A value where Spark wants a boolean; it casts no other type to it but text. */
export function condition(value: Typed, scope: Scope): Typed {
  const { kind } = value.type;
  if (kind === 'boolean' || kind === 'null' || kind === 'unknown') return castTo(value, simple('boolean'), scope);
  report(
    scope,
    problems.type(value.at, 'a condition', 'a boolean', sparkName(value.type), 'compare it with something'),
  );
  return unknown(value.at);
}

/** Casts values to the one type that they take together; reports values that have none. */
export function unify(
  values: readonly Typed[],
  scope: Scope,
  at: Position,
  what: string,
): { type: SparkType; values: Typed[] } {
  let type: SparkType = simple('null');
  for (const value of values) {
    const wider = widerType(type, value.type);
    if (wider === undefined) {
      report(
        scope,
        problems.type(
          value.at,
          what,
          `a value that goes with ${sparkName(type)}`,
          sparkName(value.type),
          'CAST one of them',
        ),
      );
      return { type: simple('unknown'), values: values.map((each) => unknown(each.at)) };
    }
    type = wider;
  }
  return { type, values: values.map((value) => castTo(value, type, scope, false, at)) };
}

/** A comparison of two values in the one type that they take together. @param operator DuckDB's */
export function compare(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  const [a, b] = literalDecimals(left, right, scope);
  const { type, values } = unify([a, b], scope, at, 'a comparison');
  if (type.kind === 'array' || type.kind === 'struct')
    report(
      scope,
      problems.type(
        at,
        'a comparison',
        'values that are no arrays or structs',
        sparkName(type),
        'compare elements or fields',
      ),
    );
  return typed(`(${values.map((value) => value.sql).join(` ${operator} `)})`, simple('boolean'), at, [left, right]);
}

function concatenate(left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (left.type.kind === 'array' || right.type.kind === 'array') {
    const { type, values } = unify([left, right], scope, at, '||');
    if (values.some((value) => value.constant === null))
      return typed(`CAST(NULL AS ${duckdbName(type)})`, type, at, values);
    return typed(`(${values.map((value) => value.sql).join(' || ')})`, type, at, values);
  }
  const values = [left, right].map((value) => castTo(value, simple('string'), scope));
  if (values.some((value) => value.constant === null))
    return typed('CAST(NULL AS VARCHAR)', simple('string'), at, values);
  return typed(`(${values.map((value) => value.sql).join(' || ')})`, simple('string'), at, values);
}
