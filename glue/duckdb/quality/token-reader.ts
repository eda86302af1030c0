import { type Token, tokenise } from './tokenise.ts';

/** The text stops being DQDL at a token; caught by parseRules alone. */
export class RuleSyntaxError extends Error {
  readonly expected: string;
  readonly token: Token;

  constructor(expected: string, token: Token) {
    super(expected);
    this.name = 'RuleSyntaxError';
    this.expected = expected;
    this.token = token;
  }
}

/** Walks over the tokens of a DQDL text. Every `take` throws RuleSyntaxError when something else is there. */
export class TokenReader {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #warnings: ReadonlySet<Token>;
  readonly #end: Token;
  #index = 0;

  constructor(source: string) {
    const all = tokenise(source);
    this.#source = source;
    this.#tokens = all.filter((token) => token.kind !== 'comment');
    this.#warnings = new Set(all.filter((_, index) => isWarnLine(all, index - 1)));
    this.#end = this.#tokens.at(-1) ?? { kind: 'end', text: '', line: 1, column: 1, from: 0, to: 0 };
  }

  peek(): Token {
    return this.#tokens[this.#index] ?? this.#end;
  }

  take(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** The next token's text, if it is a word. */
  word(): string | undefined {
    const token = this.peek();
    return token.kind === 'word' ? token.text : undefined;
  }

  isMark(mark: string): boolean {
    const token = this.peek();
    return token.kind === 'mark' && token.text === mark;
  }

  isEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** Whether the line before the next token is the comment `# warn`. */
  warns(): boolean {
    return this.#warnings.has(this.peek());
  }

  takeMark(mark: string, expected: string = mark): Token {
    if (!this.isMark(mark)) throw this.problem(expected);
    return this.take();
  }

  takeWord(word: string, expected: string = word): Token {
    if (this.word() !== word) throw this.problem(expected);
    return this.take();
  }

  /** The source from a token up to the last one taken. */
  textSince(token: Token): string {
    const last = this.#tokens[this.#index - 1] ?? token;
    return this.#source.slice(token.from, last.to).replace(/\s+/g, ' ');
  }

  problem(expected: string): RuleSyntaxError {
    return new RuleSyntaxError(expected, this.peek());
  }
}

/** `# warn` stands alone on its line: neither a trailing comment nor part of a longer remark. */
function isWarnLine(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== 'comment' || !/^#\s*warn\s*$/.test(token.text)) return false;
  return tokens[index - 1]?.line !== token.line;
}
