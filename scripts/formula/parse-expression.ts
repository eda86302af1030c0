import { quote } from '../../lambda/schema/finding.ts';
import type { BinaryOperator, Expression, ListItem, SyntaxProblem } from './expression.ts';
import { type Token, tokenize } from './tokenize.ts';

/** How tightly operators bind; all bind to the left, NOT between AND and the comparisons, a sign above `^`. */
const infix: Readonly<Record<string, readonly [BinaryOperator, number]>> = {
  OR: ['OR', 1],
  AND: ['AND', 2],
  '=': ['=', 4],
  '<>': ['<>', 4],
  '!=': ['<>', 4],
  '<': ['<', 4],
  '<=': ['<=', 4],
  '>': ['>', 4],
  '>=': ['>=', 4],
  '+': ['+', 5],
  '-': ['-', 5],
  '*': ['*', 6],
  '/': ['/', 6],
  '%': ['%', 6],
  '^': ['^', 7],
};

/** Strengths that a printer needs to set parentheses where they matter. */
export const strengths = {
  not: 3,
  sign: 8,
  infix: (operator: BinaryOperator): number => infix[operator]?.[1] ?? 0,
} as const;

class Stop {
  readonly problem: SyntaxProblem;
  constructor(problem: SyntaxProblem) {
    this.problem = problem;
  }
}

/**
 * Parses one expression of QuickSight's language: operators `+ - * / % ^ = <> != < > <= >=`, AND, OR, NOT, function calls in
 * any case, `{field}`, bare names, `${parameter}`, strings in either mark, comments, and `[a, b DESC]` lists.
 * https://docs.aws.amazon.com/quicksight/latest/user/arithmetic-and-comparison-operators.html
 * @returns the tree, or the first problem with its offset. Never throws for a text.
 */
export function parseExpression(text: string): { readonly ast: Expression } | { readonly error: SyntaxProblem } {
  const lexed = tokenize(text);
  if ('error' in lexed) return lexed;
  try {
    return { ast: new Parser(lexed.tokens).whole() };
  } catch (error) {
    if (error instanceof Stop) return { error: error.problem };
    throw error;
  }
}

const nestingLimit = 500;

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#expression(0);
    if (this.#peek().kind !== 'end') this.#fail('an operator or the end');
    return expression;
  }

  #expression(minimum: number): Expression {
    this.#depth += 1;
    if (this.#depth > nestingLimit) this.#fail(`at most ${nestingLimit} levels of nesting`);
    let left = this.#operand();
    for (;;) {
      const operator = this.#infix();
      if (operator === undefined || operator[1] <= minimum) break;
      this.#at += 1;
      const right = this.#expression(operator[1]);
      left = { kind: 'binary', operator: operator[0], left, right, start: left.start, end: right.end };
    }
    this.#depth -= 1;
    return left;
  }

  #infix(): readonly [BinaryOperator, number] | undefined {
    const token = this.#peek();
    if (token.kind === 'mark') return infix[token.text];
    const word = token.text.toUpperCase();
    return token.kind === 'name' && (word === 'AND' || word === 'OR') ? infix[word] : undefined;
  }

  #operand(): Expression {
    const token = this.#peek();
    const span = { start: token.start, end: token.end };
    if (token.kind === 'end') this.#fail('a value');
    this.#at += 1;
    if (token.kind === 'number') return { kind: 'number', text: token.text, ...span };
    if (token.kind === 'string') return { kind: 'string', value: token.text, ...span };
    if (token.kind === 'field') return { kind: 'field', name: token.text, bare: false, ...span };
    if (token.kind === 'parameter') return { kind: 'parameter', name: token.text, ...span };
    if (token.kind === 'name') return this.#named(token);
    if (token.text === '-' || token.text === '+') {
      const operand = this.#expression(strengths.sign - 1);
      return token.text === '+'
        ? operand
        : { kind: 'unary', operator: '-', operand, start: token.start, end: operand.end };
    }
    if (token.text === '(') {
      const inner = this.#expression(0);
      this.#take(')');
      return inner;
    }
    if (token.text === '[') return this.#list(token);
    this.#at -= 1;
    return this.#fail('a value');
  }

  #named(token: Token): Expression {
    const span = { start: token.start, end: token.end };
    const word = token.text.toUpperCase();
    if (word === 'NOT') {
      const operand = this.#expression(strengths.not);
      return { kind: 'unary', operator: 'NOT', operand, start: token.start, end: operand.end };
    }
    if (this.#peek().text === '(' && this.#peek().kind === 'mark') return this.#call(token);
    if (word === 'AND' || word === 'OR') {
      this.#at -= 1;
      this.#fail('a value');
    }
    if (word === 'NULL') return { kind: 'null', ...span };
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE', ...span };
    return { kind: 'field', name: token.text, bare: true, ...span };
  }

  #call(token: Token): Expression {
    this.#take('(');
    const passed: Expression[] = [];
    if (!this.#next(')')) {
      do passed.push(this.#expression(0));
      while (this.#skip(','));
    }
    const end = this.#take(')').end;
    return { kind: 'call', name: token.text, arguments: passed, start: token.start, end };
  }

  #list(open: Token): Expression {
    const items: ListItem[] = [];
    if (!this.#next(']')) {
      do items.push(this.#item());
      while (this.#skip(','));
    }
    return { kind: 'list', items, start: open.start, end: this.#take(']').end };
  }

  #item(): ListItem {
    const excluded = this.#skip('!');
    const expression = this.#expression(0);
    const word = this.#peek().kind === 'name' ? this.#peek().text.toUpperCase() : '';
    if (word !== 'ASC' && word !== 'DESC') return { expression, direction: undefined, excluded };
    this.#at += 1;
    return { expression, direction: word, excluded };
  }

  #peek(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    return token ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  #next(mark: string): boolean {
    return this.#peek().kind === 'mark' && this.#peek().text === mark;
  }

  #skip(mark: string): boolean {
    const found = this.#next(mark);
    if (found) this.#at += 1;
    return found;
  }

  #take(mark: string): Token {
    const token = this.#peek();
    if (!this.#skip(mark)) this.#fail(quote(mark));
    return token;
  }

  #fail(expected: string): never {
    const token = this.#peek();
    throw new Stop({
      offset: token.start,
      expected,
      got: token.kind === 'end' ? 'the end' : quote(token.text),
    });
  }
}
