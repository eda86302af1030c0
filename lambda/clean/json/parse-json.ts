import * as faults from '../faults.ts';
import type { Fault } from '../findings.ts';
import { JsonNumber, type JsonValue } from './json-value.ts';

/** Where and why a text is no JSON. It is no Error: each would take its stack down, which costs more than all the rest. */
class Unreadable {
  readonly fault: Fault;

  constructor(fault: Fault) {
    this.fault = fault;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const space = /[ \t\n\r]*/y;
const words = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/** @param text a string literal whose escapes are known to be sound */
function readEscapes(text: string): string {
  const value: unknown = JSON.parse(text);
  return String(value);
}

/** One pass over one text; strict by RFC 8259. */
class Parser {
  readonly #text: string;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
  }

  parse(): JsonValue {
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('the end of the record');
    return value;
  }

  #fail(expected: string): never {
    const lines = this.#text.slice(0, this.#at).split(/\r\n|\r|\n/);
    throw new Unreadable(faults.jsonSyntax(expected, (lines.at(-1)?.length ?? 0) + 1, lines.length));
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code <= 32) this.#match(space);
  }

  #eat(character: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #value(depth: number): JsonValue {
    this.#skip();
    const first = this.#text[this.#at];
    if (first === '"') return this.#string();
    if (first === '{' || first === '[') {
      if (depth >= this.#depth) throw new Unreadable(faults.jsonDepth(this.#depth));
      return first === '{' ? this.#object(depth + 1) : this.#array(depth + 1);
    }
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    const source = this.#match(number);
    return source === undefined ? this.#fail('a value') : new JsonNumber(source);
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') this.#fail('text in double quotes');
    let escaped = false;
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return escaped ? readEscapes(this.#text.slice(start, at + 1)) : this.#text.slice(start + 1, at);
      }
      this.#at = at;
      if (code < 32) this.#fail('no control characters in text');
      if (code !== 92) continue;
      escaped = true;
      escapeSequence.lastIndex = at;
      if (!escapeSequence.test(this.#text)) this.#fail('an escape that JSON knows');
      at++;
    }
    this.#at = this.#text.length;
    return this.#fail('a closing quote');
  }

  #array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.#at++;
    if (this.#eat(']')) return items;
    do items.push(this.#value(depth));
    while (this.#eat(','));
    return this.#eat(']') ? items : this.#fail(', or ]');
  }

  #object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.#at++;
    if (this.#eat('}')) return members;
    do {
      this.#skip();
      if (this.#text[this.#at] !== '"') this.#fail('a name in double quotes');
      const name = this.#string();
      if (members.has(name)) throw new Unreadable(faults.jsonDuplicateName);
      if (!this.#eat(':')) this.#fail(': after a name');
      members.set(name, this.#value(depth));
    } while (this.#eat(','));
    return this.#eat('}') ? members : this.#fail(', or }');
  }
}

/**
 * Parses one JSON text strictly. Numbers keep their text, and a name that comes twice in an object is a fault, not the last one's victory.
 * @param depth deepest nesting allowed
 */
export function parseJson(text: string, depth: number): { value: JsonValue } | { fault: Fault } {
  try {
    return { value: new Parser(text, depth).parse() };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault };
    throw error;
  }
}
