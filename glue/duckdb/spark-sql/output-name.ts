import { sparkName } from './spark-type.ts';
import type { Expression } from './syntax-tree.ts';

/** The name of an output without alias: a column's own, else the expression as Spark writes it; its rarer shapes by their kind alone. */
export function outputName(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return expression.path.at(-1) ?? '';
    case 'field':
      return expression.name;
    case 'call': {
      const args = expression.args.map((arg) => (arg.kind === 'star' ? '1' : outputName(arg)));
      return `${expression.name}(${expression.distinct ? 'DISTINCT ' : ''}${args.join(', ')})`;
    }
    case 'cast': {
      const inner = outputName(expression.operand);
      if (expression.operand.kind === 'column' || expression.operand.kind === 'field') return inner;
      return `${expression.attempt ? 'TRY_CAST' : 'CAST'}(${inner} AS ${sparkName(expression.type).toUpperCase()})`;
    }
    case 'unary':
      return expression.operator === 'not'
        ? `(NOT ${outputName(expression.operand)})`
        : `(${expression.operator} ${outputName(expression.operand)})`;
    case 'binary':
      return expression.operator === '||'
        ? `concat(${outputName(expression.left)}, ${outputName(expression.right)})`
        : `(${outputName(expression.left)} ${operatorName(expression.operator)} ${outputName(expression.right)})`;
    case 'number':
      return expression.text;
    case 'text':
      return expression.value === '' ? expression.kind : expression.value;
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'NULL';
    default:
      return expression.kind;
  }
}

const operatorName = (operator: string): string => (/^(and|or)$/i.test(operator) ? operator.toUpperCase() : operator);
