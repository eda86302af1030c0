import { type DocumentNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { readNumber, toInteger } from './decimal.ts';
import type { Place } from './finding.ts';
import { duplicateJsonKey, jsonSyntax, type SchemaFinding } from './findings.ts';
import { writtenLength } from './written-length.ts';

/** Keys and array indices from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** A JSON text that knows where each of its values stands. */
export interface JsonDocument {
  readonly value: unknown;
  /** Its integers beyond 2^53, which `value` holds only nearly, as the text writes them. */
  readonly largeIntegers: readonly LargeInteger[];
  /** Where the value at the path begins; the nearest enclosing value when there is none. */
  placeOf(path: JsonPath): Place;
  /** Where the key that leads to the value begins; as `placeOf` for array elements. */
  placeOfKey(path: JsonPath): Place;
  /** Where a character of the text at the path stands: escapes are counted as they are written. `offset` is in UTF-16 units of the value. */
  placeInText(path: JsonPath, offset: number): Place;
}

/** An integer that a double may not hold: the nearest one, what the text says, and where. */
export interface LargeInteger {
  readonly nearest: number;
  readonly exact: bigint;
  readonly place: Place;
}

/** Deeper nesting is refused: no schema or definition needs it, and a parser that recurses would overflow. */
const deepest = 200;

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A position that knows how far into the text it is. */
interface Start extends Position {
  readonly offset: number;
}

/** One value: where it stands, where its key stands, and what is in it. */
interface PositionNode {
  readonly value: Start;
  readonly key: Position | undefined;
  readonly inside: Map<string, PositionNode>;
}

/** The offset at which brackets nest too deeply, if they do; brackets in strings don't count. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset];
    if (character === '"') {
      for (offset++; offset < text.length && text[offset] !== '"'; offset++) if (text[offset] === '\\') offset++;
    } else if (character === '{' || character === '[') {
      if (++depth > deepest) return offset;
    } else if (character === '}' || character === ']') depth--;
  }
  return undefined;
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** momoa's names of tokens, as they stand in the text. */
const tokens = new Map(
  Object.entries({ LBrace: '{', RBrace: '}', LBracket: '[', RBracket: ']', Comma: ',', Colon: ':' }),
);

/** momoa's message without its place, and with signs for names: `unexpected }`. */
function inWords(message: string): string {
  const words = message
    .replace(/ \(\d+:\d+\)$/, '')
    .replace(/ found\.$/, '')
    .replace(/^U/, 'u');
  return words.replace(/ token (\w+)$/, (_, name: string) => ` ${tokens.get(name) ?? name.toLowerCase()}`);
}

/** momoa's parser says where it stopped; V8's says so in words, and only at times. */
function syntaxFinding(text: string, file: string, cause: unknown): SchemaFinding {
  const message = cause instanceof Error ? cause.message : String(cause);
  try {
    parse(text, { mode: 'json' });
  } catch (error) {
    if (error instanceof Error && 'line' in error && 'column' in error) {
      const place = { file, line: Number(error.line), column: Number(error.column) };
      return jsonSyntax(place, inWords(error.message));
    }
  }
  const offset = /at position (\d+)/.exec(message)?.[1];
  const position = positionAt(text, offset === undefined ? text.length : Number(offset));
  return jsonSyntax({ file, ...position }, message.replace(/ in JSON at position.*$/s, ''));
}

interface Index {
  readonly root: PositionNode;
  readonly findings: readonly SchemaFinding[];
  readonly largeIntegers: readonly LargeInteger[];
}

/** Notes where every value and key and what every large integer is, and reports the keys that an object has twice. */
function indexPositions(document: DocumentNode, text: string, file: string): Index {
  const findings: SchemaFinding[] = [];
  const largeIntegers: LargeInteger[] = [];
  const visit = (node: ValueNode, key: Position | undefined): PositionNode => {
    const inside = new Map<string, PositionNode>();
    if (node.type === 'Number' && Number.isInteger(node.value) && !Number.isSafeInteger(node.value)) {
      const { start, end } = node.loc;
      const written = readNumber(text.slice(start.offset, end.offset));
      const exact = written === undefined ? undefined : toInteger(written);
      const place = { file, line: start.line, column: start.column };
      if (exact !== undefined) largeIntegers.push({ nearest: node.value, exact, place });
    }
    if (node.type === 'Array') {
      for (const [index, element] of node.elements.entries())
        inside.set(String(index), visit(element.value, undefined));
    }
    for (const { name, value } of node.type === 'Object' ? node.members : []) {
      const word = name.type === 'String' ? name.value : name.name;
      const { line, column } = name.loc.start;
      const first = inside.get(word)?.key;
      if (first === undefined) inside.set(word, visit(value, name.loc.start));
      else findings.push(duplicateJsonKey({ file, line, column }, word, first.line));
    }
    return { value: node.loc.start, key, inside };
  };
  return { root: visit(document.body, undefined), findings, largeIntegers };
}

/**
 * Reads JSON text and keeps the place of every value. A byte order mark is skipped.
 * @param text the whole file
 * @param file its path as messages show it
 * @returns the document, or a finding for each broken or repeated thing; never throws
 */
export function parseJsonDocument(
  text: string,
  file: string,
): { document: JsonDocument } | { findings: SchemaFinding[] } {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const tooDeep = findTooDeep(body);
  if (tooDeep !== undefined) {
    const place = { file, ...positionAt(body, tooDeep) };
    return { findings: [jsonSyntax(place, `more than ${deepest} nested brackets`)] };
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return { findings: [syntaxFinding(body, file, error)] };
  }
  const { root, findings, largeIntegers } = indexPositions(parse(body, { mode: 'json' }), body, file);
  if (findings.length > 0) return { findings: [...findings] };

  const nearest = (path: JsonPath): PositionNode => {
    let node = root;
    for (const key of path) {
      const next = node.inside.get(String(key));
      if (next === undefined) return node;
      node = next;
    }
    return node;
  };
  const placeAt = ({ line, column }: Position): Place => ({ file, line, column });
  return {
    document: {
      value,
      largeIntegers,
      placeOf: (path) => placeAt(nearest(path).value),
      placeOfKey: (path) => {
        const node = nearest(path);
        return placeAt(node.key ?? node.value);
      },
      placeInText: (path, offset) => {
        const { line, column, offset: start } = nearest(path).value;
        return placeAt({ line, column: column + writtenLength(body, start, offset) });
      },
    },
  };
}
