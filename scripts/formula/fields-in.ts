import type { Expression } from './expression.ts';

type Field = Extract<Expression, { kind: 'field' }>;

/** Every field that an expression names, bare words too, in the order of the text. Walks a list of what is left, however deep the tree is. */
export function fieldsIn(tree: Expression): readonly Field[] {
  return [...nodesOf(tree)].filter((node) => node.kind === 'field').sort((one, other) => one.start - other.start);
}

/** Every part of an expression, itself first. */
export function* nodesOf(tree: Expression): Generator<Expression> {
  const left = [tree];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node;
    left.push(...partsOf(node));
  }
}

function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.arguments;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'list':
      return node.items.map(({ expression }) => expression);
    default:
      return [];
  }
}
