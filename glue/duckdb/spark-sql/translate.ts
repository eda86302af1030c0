import { compileCall } from './compile-call.ts';
import { compileQuery } from './compile-query.ts';
import type { Context } from './context.ts';
import { locate, type SqlProblem, SqlRefusal } from './findings.ts';
import { namesRead } from './names-read.ts';
import { parseStatement } from './parse-query.ts';
import { sparkName } from './spark-type.ts';
import type { Query } from './syntax-tree.ts';
import type { Reads, TranslateOptions, Translation } from './translation.ts';

/**
 * Translates one ANSI Spark SQL query (Spark 3.5, session in UTC) for DuckDB 1.5, whose answer is then Spark's; or says why not.
 * @param sql the text of transform.sql
 * @param options `tables` says what may be read, with Spark types
 */
export function translate(sql: string, options: TranslateOptions): Translation {
  const query = parse(sql);
  if (!('body' in query)) return { findings: [locate(query, options.file)] };
  const context = newContext(options);
  const compiled = compileQuery(context, query, undefined, new Map(), 'rows');
  const found = context.problems;
  const columns = compiled.columns.map(({ name, type }) => ({ name, type: sparkName(type) }));
  if (found.length > 0) return { findings: distinct(found).map((problem) => locate(problem, options.file)) };
  return { duckdb: compiled.sql, reads: [...context.reads].sort(), columns };
}

/**
 * The names that a query reads from outside, in any case as it writes them, without those of its WITH.
 * @returns findings when it can't be read
 */
export function readTables(sql: string, options: { readonly file: string }): Reads {
  const query = parse(sql);
  if (!('body' in query)) return { findings: [locate(query, options.file)] };
  return { reads: namesRead(query) };
}

function parse(sql: string): Query | SqlProblem {
  try {
    return parseStatement(sql);
  } catch (error) {
    if (error instanceof SqlRefusal) return error.problem;
    throw error;
  }
}

function newContext(options: TranslateOptions): Context {
  let count = 0;
  const context: Context = {
    tables: options.tables,
    problems: [],
    reads: new Set(),
    alias: () => {
      count += 1;
      return `t${count}`;
    },
    query: (query, scope, ctes, use) => compileQuery(context, query, scope, ctes, use),
    call: compileCall,
    exploring: options.exploring ?? false,
  };
  return context;
}

/** An expression that is translated in two places gives its problem once, in the order of the text. */
function distinct(found: readonly SqlProblem[]): SqlProblem[] {
  const unique = new Map(
    found.map((problem) => [
      `${problem.at?.line}:${problem.at?.column}:${problem.code}:${problem.subject}:${problem.got}`,
      problem,
    ]),
  );
  return [...unique.values()].sort(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
}
