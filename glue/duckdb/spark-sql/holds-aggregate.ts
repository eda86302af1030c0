import { expressionParts } from './expression-parts.ts';
import { aggregateNames } from './functions/aggregate-functions.ts';
import type { Expression } from './syntax-tree.ts';

/** Whether an expression as written calls an aggregate, outside of windows and subqueries. */
export function holdsAggregate(expression: Expression): boolean {
  if (expression.kind === 'call' && expression.over === undefined && aggregateNames.has(expression.name)) return true;
  return expressionParts(expression).some(holdsAggregate);
}
