import { type DocumentNode, evaluate, type MemberNode, type Node, parse, type ValueNode } from '@humanwhocodes/momoa';

/** A 1-based place in a text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** JSON with the place of every value, so that findings can say where. */
export interface JsonText {
  readonly value: unknown;
  /** Place of the value at a JSON pointer (RFC 6901), or of the nearest value around it. */
  at(pointer: string): Position;
  /** Place of a key of the object at a pointer. */
  atKey(pointer: string, key: string): Position;
}

/** What is wrong with a text that is not JSON. */
export interface JsonProblem extends Position {
  /** What stands there, up to the end of the line. */
  readonly rest: string;
}

/** Reads JSON. @returns the problem when it is none */
export function parseJsonText(text: string): JsonText | { readonly problem: JsonProblem } {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!isSyntaxProblem(error)) throw error;
    return { problem: { line: error.line, column: error.column, rest: restOfLine(text, error) } };
  }
  return {
    value: evaluate(document),
    at: (pointer) => start(find(document.body, pointer)),
    atKey(pointer, key) {
      const node = find(document.body, pointer);
      const member = node.type === 'Object' ? node.members.find((one) => nameOf(one.name) === key) : undefined;
      return start(member ?? node);
    },
  };
}

function restOfLine(text: string, { line, column }: Position): string {
  return (
    text
      .split('\n')
      [line - 1]?.slice(column - 1)
      .trim() ?? ''
  );
}

function isSyntaxProblem(error: unknown): error is Error & Position {
  return error instanceof Error && 'line' in error && 'column' in error;
}

function find(root: ValueNode, pointer: string): ValueNode {
  let node = root;
  for (const step of pointer.split('/').slice(1)) {
    const next = child(node, step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function child(node: ValueNode, step: string): ValueNode | undefined {
  if (node.type === 'Array') return node.elements[Number(step)]?.value;
  if (node.type === 'Object') return node.members.findLast((member) => nameOf(member.name) === step)?.value;
  return undefined;
}

function nameOf(node: MemberNode['name']): string {
  return node.type === 'String' ? node.value : node.name;
}

function start(node: Node): Position {
  return { line: node.loc.start.line, column: node.loc.start.column };
}
