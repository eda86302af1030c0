import type { Position } from './position.ts';

/** A piece of DQDL. `end` ends every list; `bad` is what no rule of the language begins with. */
export interface Token extends Position {
  readonly kind: 'word' | 'number' | 'text' | 'mark' | 'comment' | 'bad' | 'end';
  /** For a text: what is between the quotes, with `\"` and `\\` resolved. */
  readonly text: string;
  /** Offsets into the source. */
  readonly from: number;
  readonly to: number;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['comment', /#[^\n]*/y],
  ['text', /"(?:[^"\\]|\\[\s\S])*"/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w.])/y],
  ['word', /[A-Za-z_][\w.]*/y],
  ['mark', /!=|>=|<=|[=<>[\](),{}:+-]/y],
  ['bad', /[\s\S]/y],
];

/** Splits DQDL into tokens with their places. Every character but white space is in one. */
export function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let offset = 0;
  const pass = (to: number) => {
    for (; offset < to; offset += 1) if (source[offset] === '\n') [line, lineStart] = [line + 1, offset + 1];
  };
  while (offset < source.length) {
    const space = /\s*/y;
    space.lastIndex = offset;
    pass(offset + (space.exec(source)?.[0].length ?? 0));
    if (offset >= source.length) break;
    const [kind, raw] = longest(source, offset);
    const text = kind === 'text' ? raw.slice(1, -1).replace(/\\(["\\])/g, '$1') : raw;
    tokens.push({ kind, text, line, column: offset - lineStart + 1, from: offset, to: offset + raw.length });
    pass(offset + raw.length);
  }
  tokens.push({ kind: 'end', text: '', line, column: offset - lineStart + 1, from: offset, to: offset });
  return tokens;
}

function longest(source: string, offset: number): readonly [Token['kind'], string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = offset;
    const match = pattern.exec(source);
    if (match !== null) return [kind, match[0]];
  }
  return ['bad', source.charAt(offset)];
}
