import { castTo } from './cast.ts';
import { compileDated } from './compile-dated.ts';
import { decimals } from './compile-decimal.ts';
import { report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { apply } from './guarded-operator.ts';
import { decimal, isIntegral, isNumeric, simple, sparkName, widerType } from './spark-type.ts';
import { type Typed, typed, unknown } from './typed.ts';

/** Beside a decimal, a whole number written out takes only the digits that it has (DecimalType.fromLiteral). */
export function literalDecimals(left: Typed, right: Typed, scope: Scope): [Typed, Typed] {
  const shrink = (value: Typed, other: Typed): Typed => {
    if (other.type.kind !== 'decimal' || !isIntegral(value.type) || typeof value.constant !== 'bigint') return value;
    const digits = value.constant.toString().replace('-', '').length;
    return castTo(value, decimal(digits, 0), scope);
  };
  return [shrink(left, right), shrink(right, left)];
}

/** + - * / % div, with the result types of Spark (Add, DecimalPrecision, IntegralDivide). */
export function compileArithmetic(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (left.type.kind === 'unknown' || right.type.kind === 'unknown') return unknown(at);
  const dated = compileDated(operator, left, right, scope, at);
  if (dated !== undefined) return dated;
  const [a, b] = textToNumbers(literalDecimals(left, right, scope), scope);
  if (!isNumeric(a.type) || !isNumeric(b.type)) {
    const wrong = isNumeric(a.type) ? b : a;
    report(scope, problems.type(wrong.at, operator, 'numbers', sparkName(wrong.type), 'CAST it, or use a function'));
    return unknown(at);
  }
  if (a.type.kind === 'double' || b.type.kind === 'double') return doubles(operator, a, b, scope, at);
  if (a.type.kind === 'decimal' || b.type.kind === 'decimal') return decimals(operator, a, b, scope, at);
  return integers(operator, a, b, scope, at);
}

/** A string beside a number becomes bigint or double; NULL takes the other's type; two strings stay, to be refused. */
function textToNumbers([left, right]: [Typed, Typed], scope: Scope): [Typed, Typed] {
  const settle = (value: Typed, other: Typed): Typed => {
    if (value.type.kind === 'null') return castTo(value, isNumeric(other.type) ? other.type : simple('double'), scope);
    if (value.type.kind !== 'string' || !isNumeric(other.type)) return value;
    return castTo(value, widerType(value.type, other.type) ?? simple('double'), scope);
  };
  return [settle(left, right), settle(right, left)];
}

function doubles(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (operator === 'div') {
    report(scope, problems.type(at, 'div', 'whole numbers or decimals', 'double', 'use floor(a / b)'));
    return unknown(at);
  }
  const [a, b] = [castTo(left, simple('double'), scope), castTo(right, simple('double'), scope)];
  return typed(apply(operator, a, b, at), simple('double'), at, [a, b]);
}

function integers(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (operator === '/') return doubles(operator, left, right, scope, at);
  const type = operator === 'div' ? simple('bigint') : (widerType(left.type, right.type) ?? simple('bigint'));
  const [a, b] = [castTo(left, type, scope), castTo(right, type, scope)];
  return typed(apply(operator, a, b, at), type, at, [a, b]);
}
