import type { Expression } from './syntax-tree.ts';

/** The name of an output without alias: a column's own, else the call's shape. Spark's exact text for it is not relied on. */
export function outputName(expression: Expression): string {
  if (expression.kind === 'column') return expression.path.at(-1) ?? '';
  if (expression.kind === 'field') return expression.name;
  if (expression.kind === 'call')
    return `${expression.name}(${expression.args.map((arg) => (arg.kind === 'star' ? '1' : outputName(arg))).join(', ')})`;
  if (expression.kind === 'cast') return outputName(expression.operand);
  if (expression.kind === 'number') return expression.text;
  return expression.kind === 'text' && expression.value !== '' ? expression.value : expression.kind;
}
