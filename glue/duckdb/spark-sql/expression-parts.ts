import type { Expression } from './syntax-tree.ts';

/** The expressions that an expression is made of, without those of its subqueries and windows. */
export function expressionParts(expression: Expression): readonly Expression[] {
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
