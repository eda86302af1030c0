import type { Expression } from './expression.ts';

type Field = Extract<Expression, { kind: 'field' }>;

/** Every field that an expression names, bare words too, in the order of the text. Walks a list of what is left, however deep the tree is. */
export function fieldsIn(tree: Expression): readonly Field[] {
  const fields: Field[] = [];
  const left = [tree];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.kind === 'field') fields.push(node);
    else for (const part of partsOf(node)) left.push(part);
  }
  return fields.length < 2 ? fields : fields.sort((one, other) => one.start - other.start);
}

/** Every part of an expression, itself first. */
export function* nodesOf(tree: Expression): Generator<Expression> {
  const left = [tree];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node;
    left.push(...partsOf(node));
  }
}

const none: readonly Expression[] = [];

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
      return none;
  }
}
