import type { BinaryOperator, Expression } from '../expression.ts';
import { wrongType } from '../formula-problem.ts';
import { commonType, comparable, type FormulaType, fits, typeNoun } from '../formula-type.ts';
import { judgeLevels } from './judge-levels.ts';
import { type Judged, type Judgement, written } from './judgement.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;
type Unary = Extract<Expression, { kind: 'unary' }>;

/** A sign takes a number, NOT a condition. */
export function judgeUnary(judgement: Judgement, tree: Unary): Judged {
  const operand = judgement.judge(tree.operand);
  const expected = tree.operator === 'NOT' ? 'boolean' : 'number';
  requireOperand(judgement, operand, tree.operator, expected);
  const span = { start: tree.start, end: tree.end };
  if (tree.operator === 'NOT') return { type: 'boolean', level: operand.level, ...span };
  const literal = typeof operand.literal === 'number' ? { literal: -operand.literal } : {};
  return { type: fits(operand, 'number') ? operand.type : 'unknown', level: operand.level, ...literal, ...span };
}

/**
 * Operators: arithmetic on numbers, comparisons of values of one kind, AND and OR of conditions. A chain `a + b + c` leans to the left
 * as far as it is long, so it is walked, not descended.
 * https://docs.aws.amazon.com/quicksight/latest/user/arithmetic-and-comparison-operators.html
 */
export function judgeBinary(judgement: Judgement, tree: Binary): Judged {
  const chain: Binary[] = [tree];
  let first: Expression = tree.left;
  while (first.kind === 'binary') {
    chain.push(first);
    first = first.left;
  }
  let left = judgement.judge(first);
  for (const each of chain.reverse()) {
    const right = judgement.judge(each.right);
    const type = typeOf(judgement, each.operator, left, right);
    left = { type, level: judgeLevels(judgement, [left, right]), start: each.start, end: each.end };
  }
  return left;
}

function typeOf(judgement: Judgement, operator: BinaryOperator, left: Judged, right: Judged): FormulaType {
  const sides = [left, right];
  switch (operator) {
    case 'AND':
    case 'OR':
      sides.every((side) => requireOperand(judgement, side, operator, 'boolean'));
      return 'boolean';
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      requireComparable(judgement, operator, left, right);
      return 'boolean';
    default: {
      if (!sides.every((side) => requireOperand(judgement, side, operator, 'number'))) return 'unknown';
      return operator === '/' || operator === '^' ? 'decimal' : commonType(sides.map(({ type }) => numeric(type)));
    }
  }
}

/** Booleans are 0 and 1 in arithmetic. */
const numeric = (type: FormulaType): FormulaType => (type === 'boolean' ? 'integer' : type);

function requireOperand(
  judgement: Judgement,
  operand: Judged,
  operator: string,
  accepted: 'number' | 'boolean',
): boolean {
  if (refuseSeveral(judgement, operand, `an operand of ${operator}`)) return false;
  if (fits(operand, accepted)) return true;
  const got = `${written(judgement, operand)}, ${typeNoun(operand.type)}`;
  judgement.report(
    wrongType(operand, `an operand of ${operator}`, typeNoun(accepted), got, operandFix(operand.type, operator)),
  );
  return false;
}

function operandFix(type: FormulaType, operator: string): string {
  if (type === 'date' && operator === '-') return "write dateDiff({from}, {to}, 'DD') for the days between two dates";
  if (type === 'date' && operator === '+') return "write addDateTime(1, 'DD', {date}) to move a date";
  if (operator === 'AND' || operator === 'OR' || operator === 'NOT') return 'compare it with something';
  if (operator === '+' && type === 'string')
    return 'write concat(…) to join texts, or parseDecimal(…) to read a number';
  return 'write parseDecimal(…) to read a number from a text';
}

function requireComparable(judgement: Judgement, operator: string, left: Judged, right: Judged): void {
  if ([left, right].some((side) => refuseSeveral(judgement, side, `a side of ${operator}`)) || comparable(left, right))
    return;
  const got = `${typeNoun(left.type)} and ${typeNoun(right.type)}: ${written(judgement, { start: left.start, end: right.end })}`;
  judgement.report(
    wrongType(
      right,
      `both sides of ${operator}`,
      'of one type',
      got,
      `write ${typeNoun(left.type)} on both sides, or convert one`,
    ),
  );
}

/** Several values stand where one belongs: only in() and notIn() take them. */
export function refuseSeveral(judgement: Judgement, value: Judged, where: string): boolean {
  if (value.several !== true) return false;
  const got = `${written(judgement, value)}, a parameter of several values`;
  judgement.report(wrongType(value, where, 'one value', got, 'compare with in({field}, $' + '{parameter})'));
  return true;
}
