import type { Expression, ListItem } from './expression.ts';
import { strengths } from './parse-expression.ts';

/** Writes a tree in one canonical form: parsing it again gives the same tree, spans aside. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'string':
      return printString(expression.value);
    case 'null':
      return 'NULL';
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE';
    case 'field':
      return expression.bare ? expression.name : `{${expression.name}}`;
    case 'parameter':
      return `\${${expression.name}}`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'unary':
      return expression.operator === 'NOT'
        ? `NOT ${wrapped(expression.operand, strengths.not + 1)}`
        : `-${wrapped(expression.operand, strengths.sign)}`;
    case 'binary':
      return printChain(expression);
    case 'list':
      return `[${expression.items.map(printItem).join(', ')}]`;
  }
}

/** `a + b + c` leans to the left as far as it is long: it is walked, not descended. */
function printChain(tree: Extract<Expression, { kind: 'binary' }>): string {
  const chain = [tree];
  let first = tree.left;
  while (first.kind === 'binary') {
    chain.push(first);
    first = first.left;
  }
  return chain.reverse().reduce((text, { operator, left, right }) => {
    const strength = strengths.infix(operator);
    const start = strengthOf(left) < strength ? `(${text})` : text;
    return `${start} ${operator} ${wrapped(right, strength + 1)}`;
  }, printExpression(first));
}

function printItem(item: ListItem): string {
  const direction = item.direction === undefined ? '' : ` ${item.direction}`;
  return `${item.excluded ? '!' : ''}${printExpression(item.expression)}${direction}`;
}

function printString(value: string): string {
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'";
  return mark + value.replaceAll(mark, `\\${mark}`) + mark;
}

/** NOT reaches as far right as it can, so it is wrapped wherever it is not alone. */
function wrapped(expression: Expression, minimum: number): string {
  const text = printExpression(expression);
  return strengthOf(expression) < minimum ? `(${text})` : text;
}

function strengthOf(expression: Expression): number {
  if (expression.kind === 'binary') return strengths.infix(expression.operator);
  if (expression.kind !== 'unary') return Number.POSITIVE_INFINITY;
  return expression.operator === 'NOT' ? strengths.not : strengths.sign;
}
