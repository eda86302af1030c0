import type { BinaryOperator, Expression } from '../../../formula/expression.ts';
import { NotDrawable } from '../not-drawable.ts';
import { sqlString } from '../sql-text.ts';
import { functionNamed } from './functions/functions.ts';
import { combined, commonType, requireType } from './functions/row-function.ts';
import type { Scope } from './scope.ts';
import { latest, stages, type Value } from './value.ts';

/**
 * Compiles a tree to DuckDB's SQL. Windows and aggregates become columns of the query that `scope` builds; the value returned names them.
 * @throws NotDrawable for a name or function that is not known, types that don't fit, and rows mixed with aggregates
 */
export function compileExpression(tree: Expression, scope: Scope): Value {
  switch (tree.kind) {
    case 'number':
      return { sql: tree.text, type: 'number', at: stages.constant, literal: Number(tree.text) };
    case 'string':
      return { sql: sqlString(tree.value), type: 'string', at: stages.constant, literal: tree.value };
    case 'boolean':
      return { sql: tree.value ? 'TRUE' : 'FALSE', type: 'boolean', at: stages.constant };
    case 'null':
      return { sql: 'NULL', type: 'null', at: stages.constant };
    case 'field':
      return scope.field(tree.name);
    case 'parameter':
      return scope.parameter(tree.name);
    case 'unary':
      return compileUnary(tree, scope);
    case 'binary':
      return compileBinary(tree, scope);
    case 'list': {
      const list = tree.items.map((item) => compileExpression(item.expression, scope));
      return { sql: 'NULL', type: 'null', at: latest(list), list: list.flatMap((value) => value.list ?? [value]) };
    }
    case 'call':
      return compileCall(tree, scope);
  }
}

function compileCall(tree: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const spec = functionNamed(tree.name);
  if (spec === undefined) throw new NotDrawable(`${tree.name}: this function is not computed here`);
  const count = tree.arguments.length;
  if (count < spec.least || count > (spec.most ?? count)) {
    throw new NotDrawable(`${spec.signature}: got ${count} ${count === 1 ? 'argument' : 'arguments'}`);
  }
  return spec.compile({
    name: spec.name,
    trees: tree.arguments,
    scope,
    value: (each) => compileExpression(each, scope),
  });
}

function compileUnary(tree: Extract<Expression, { kind: 'unary' }>, scope: Scope): Value {
  const operand = compileExpression(tree.operand, scope);
  if (tree.operator === 'NOT') {
    requireType(operand, 'boolean', 'NOT');
    return combined(`(NOT ${operand.sql})`, 'boolean', [operand], 'NOT');
  }
  requireType(operand, 'number', '-');
  const value = combined(`(- ${operand.sql})`, 'number', [operand], '-');
  return typeof operand.literal === 'number' ? { ...value, literal: -operand.literal } : value;
}

/** A quotient or remainder by zero is NULL, as in QuickSight. */
const arithmetic: Partial<Record<BinaryOperator, (left: string, right: string) => string>> = {
  '+': (left, right) => `(${left} + ${right})`,
  '-': (left, right) => `(${left} - ${right})`,
  '*': (left, right) => `(${left} * ${right})`,
  '/': (left, right) => `(${left} / nullif(${right}, 0))`,
  '%': (left, right) => `(${left} % nullif(${right}, 0))`,
  '^': (left, right) => `power(${left}, ${right})`,
};

/** DuckDB refuses expressions that nest deeper than 1,000, and a chain of operators nests as deep as it is long. */
const longestChain = 900;

function refuseLongChain(tree: Expression): void {
  let length = 0;
  for (let node = tree; node.kind === 'binary'; node = node.left) length += 1;
  if (length > longestChain)
    throw new NotDrawable(`${length} operators in a row: more than ${longestChain} are not computed`);
}

function compileBinary(tree: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value {
  refuseLongChain(tree);
  const { operator } = tree;
  const sides = comparable([compileExpression(tree.left, scope), compileExpression(tree.right, scope)]);
  const [left, right] = sides.map((side) => side.sql);
  const calculate = arithmetic[operator];
  if (calculate !== undefined) {
    for (const side of sides) requireType(side, 'number', operator);
    return combined(calculate(left ?? '', right ?? ''), 'number', sides, operator);
  }
  if (operator === 'AND' || operator === 'OR') for (const side of sides) requireType(side, 'boolean', operator);
  else commonType(sides, operator);
  return combined(`(${left} ${operator} ${right})`, 'boolean', sides, operator);
}

/** Booleans are 0 and 1 to QuickSight, whose type for them is BIT: beside a number they are compared as such. */
function comparable(sides: readonly Value[]): readonly Value[] {
  if (!sides.some((side) => side.type === 'number')) return sides;
  return sides.map((side) =>
    side.type === 'boolean' ? { ...side, sql: `CAST(${side.sql} AS INTEGER)`, type: 'number' } : side,
  );
}
