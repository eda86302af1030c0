import { castTo } from './cast.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { position } from './place-sql.ts';
import { translateRegex } from './regex.ts';
import { quoteText, simple } from './spark-type.ts';
import type { Kind } from './syntax-tree.ts';
import { type Typed, typed } from './typed.ts';

/** LIKE, ILIKE and RLIKE, alone or with ANY or ALL of several patterns. */
export function compileLike(node: Kind<'like'>, operand: Typed, patterns: readonly Typed[], scope: Scope): Typed {
  const text = castTo(operand, simple('string'), scope);
  const tests = patterns.map((pattern) =>
    node.how === 'rlike' ? compileRegex(text, pattern, scope) : compileOne(node, text, pattern, scope),
  );
  const parts = [text, ...patterns];
  // NOT LIKE ANY means: unlike one of them at least; NOT LIKE ALL: unlike each.
  const each = tests.map((test) => (node.not ? `(NOT ${test})` : test));
  return typed(
    each.length === 1 ? (each[0] ?? 'NULL') : `(${each.join(node.quantity === 'any' ? ' OR ' : ' AND ')})`,
    simple('boolean'),
    node.at,
    parts,
  );
}

function compileOne(node: Kind<'like'>, text: Typed, pattern: Typed, scope: Scope): string {
  const operator = node.how.toUpperCase();
  if (typeof pattern.constant === 'string' && !isPattern(pattern.constant, node.escape)) {
    report(
      scope,
      problems.arguments(
        pattern.at,
        operator,
        `a pattern whose ${node.escape} stands before %, _ or ${node.escape}`,
        quoteText(pattern.constant),
        `double each ${node.escape} that is meant`,
      ),
    );
  }
  return `(${text.sql} ${operator} ${castTo(pattern, simple('string'), scope).sql} ESCAPE ${quoteText(node.escape)})`;
}

/** Spark raises where its escape stands before an ordinary character. */
function isPattern(pattern: string, mark: string): boolean {
  for (let index = 0; index < pattern.length; index += 1) {
    if (pattern[index] !== mark) continue;
    index += 1;
    if (![mark, '%', '_'].includes(pattern[index] ?? '')) return false;
  }
  return true;
}

function compileRegex(text: Typed, pattern: Typed, scope: Scope): string {
  const regex = literalRegex(pattern, scope);
  if (regex === undefined) return 'NULL';
  return `regexp_matches(${readableBy(regex, text.sql, pattern.at, false)}, ${quoteText(regex.regex)})`;
}

/** A Java pattern for RE2, and what its text must be for both to read it alike. */
export interface LiteralRegex {
  readonly regex: string;
  /** (?i), \b: Java's and RE2's notions of a letter differ outside ASCII. */
  readonly asciiOnly: boolean;
  /** $ stands before a last line end too, which RE2 can only take into the match. */
  readonly hasEnd: boolean;
}

/** A pattern that is written out, as DuckDB's RE2 reads it; undefined: reported. */
export function literalRegex(pattern: Typed, scope: Scope): LiteralRegex | undefined {
  if (pattern.type.kind === 'unknown') return undefined;
  const refuse = (expected: string, got: string, fix: string): undefined => {
    report(scope, problems.arguments(pattern.at, 'a regular expression', expected, got, fix));
  };
  if (typeof pattern.constant !== 'string')
    return refuse(
      'a pattern that is written out as text',
      'an expression',
      'use LIKE, contains or instr for text that is only known at run time',
    );
  const read = translateRegex(pattern.constant);
  return 'regex' in read ? read : refuse('syntax that Java and RE2 read alike', read.construct, read.fix);
}

/** SQL of the text, raising where the engines would read it differently. @param isCut the matched text is taken out or replaced */
export function readableBy(regex: LiteralRegex, text: string, at: Typed['at'], isCut: boolean): string {
  const ascii = regex.asciiOnly ? `spk_ascii_only(${text}, ${position(at)})` : text;
  return regex.hasEnd && isCut ? `spk_one_line_end(${ascii}, ${position(at)})` : ascii;
}
