import { aggregateNames } from './functions/aggregate-functions.ts';
import type { Expression } from './syntax-tree.ts';

/** Whether an expression as written calls an aggregate, outside of windows and subqueries. */
export function holdsAggregate(expression: Expression): boolean {
  if (expression.kind === 'call' && expression.over === undefined && aggregateNames.has(expression.name)) return true;
  return children(expression).some(holdsAggregate);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'is':
    case 'cast':
    case 'extract':
    case 'field':
    case 'in-query':
      return [expression.operand];
    case 'binary':
    case 'distinct':
      return [expression.left, expression.right];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'in':
      return [expression.operand, ...expression.items];
    case 'like':
      return [expression.operand, ...expression.patterns];
    case 'case':
      return [
        expression.operand,
        expression.otherwise,
        ...expression.branches.flatMap(({ when, result }) => [when, result]),
      ].filter((part) => part !== undefined);
    case 'call':
      return expression.args;
    case 'index':
      return [expression.operand, expression.index];
    case 'tuple':
      return expression.items;
    default:
      return [];
  }
}
