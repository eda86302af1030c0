import { type Position, problems, SqlRefusal } from './findings.ts';
import type { Token } from './lex.ts';
import type { Query } from './syntax-tree.ts';

/** Walks over tokens. Reading a query is passed in, since expressions hold queries and queries hold expressions. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #readQuery: (cursor: TokenCursor) => Query;
  #index = 0;

  constructor(tokens: readonly Token[], readQuery: (cursor: TokenCursor) => Query) {
    this.#tokens = tokens;
    this.#readQuery = readQuery;
  }

  query(): Query {
    return this.#readQuery(this);
  }

  /** The token `ahead` of here; past the last one, the end. */
  peek(ahead = 0): Token {
    const token = this.#tokens[this.#index + ahead] ?? this.#tokens.at(-1);
    return token ?? { kind: 'end', value: 'the end', at: { line: 1, column: 1 } };
  }

  get at(): Position {
    return this.peek().at;
  }

  next(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** Whether the next tokens are these keywords or marks, in any case. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return (token.kind === 'word' || token.kind === 'mark') && token.value.toUpperCase() === word;
    });
  }

  seesAny(words: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token.kind === 'word' && words.has(token.value.toUpperCase());
  }

  /** Takes these keywords or marks when they are next. */
  takes(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.#index += words.length;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.takes(...words)) throw this.unexpected(words.join(' '));
  }

  /** A bare or quoted name. */
  name(what: string): string {
    const token = this.peek();
    if (token.kind === 'name' || (token.kind === 'word' && !reserved.has(token.value.toUpperCase()))) {
      this.#index += 1;
      return token.value;
    }
    throw this.unexpected(
      what,
      token.kind === 'word' ? `put ${token.value} into backticks if it is a name` : undefined,
    );
  }

  unexpected(expected: string, fix?: string): SqlRefusal {
    return new SqlRefusal(problems.syntax(this.at, expected, this.peek().value, fix));
  }

  /** Refuses a construct here. */
  refuse(construct: string, fix: string): SqlRefusal {
    return new SqlRefusal(problems.construct(this.at, construct, fix));
  }

  /** One or more of what `read` reads, between commas. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.takes(',')) items.push(read());
    return items;
  }
}

/** Words that end an expression or a relation, so that they are no bare name or alias here. */
export const reserved: ReadonlySet<string> = new Set(
  (
    'SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET UNION INTERSECT EXCEPT MINUS SETMINUS JOIN INNER LEFT RIGHT FULL CROSS SEMI ANTI ' +
    'NATURAL ON USING LATERAL WINDOW AND OR NOT IS IN LIKE ILIKE RLIKE REGEXP BETWEEN CASE WHEN THEN ELSE END AS ASC DESC NULLS ' +
    'DISTINCT WITH BY OVER FILTER QUALIFY CLUSTER DISTRIBUTE SORT PIVOT UNPIVOT TABLESAMPLE ROLLUP CUBE GROUPING DIV ESCAPE EXISTS WITHIN'
  ).split(' '),
);
