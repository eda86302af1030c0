import { type Finding, quote } from '../../../lambda/schema/finding.ts';

/** Every code that this room can give; FINDINGS.md has a heading for each. */
export const sqlFindingCodes = [
  'sql-syntax',
  'sql-statement',
  'sql-construct',
  'sql-function',
  'sql-arguments',
  'sql-nondeterministic',
  'sql-table',
  'sql-column',
  'sql-grouping',
  'sql-type',
  'sql-failed',
] as const;

/** One of the codes. */
export type SqlFindingCode = (typeof sqlFindingCodes)[number];
/** A finding of this room. */
export type SqlFinding = Finding<SqlFindingCode>;

/** A 1-based line and column in the SQL text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A finding before its file is known. */
export type SqlProblem = Omit<SqlFinding, 'place' | 'severity'> & { readonly at: Position | undefined };

/** Puts a problem into its file. */
export function locate(problem: SqlProblem, file: string): SqlFinding {
  const { at, ...rest } = problem;
  return { ...rest, severity: 'error', place: { file, line: at?.line, column: at?.column } };
}

const say = (code: SqlFindingCode, at: Position | undefined, subject: string | undefined, expected: string) => ({
  code,
  at,
  subject,
  expected,
});

/** A constructor per code: all wording of this room but what a caller knows alone. */
export const problems = {
  /** The text is not Spark SQL. */
  syntax: (at: Position, expected: string, got: string, fix?: string): SqlProblem => ({
    ...say('sql-syntax', at, undefined, expected),
    got: quote(got),
    fix,
  }),
  /** Something other than one SELECT. */
  statement: (at: Position, got: string): SqlProblem => ({
    ...say('sql-statement', at, undefined, 'one SELECT (WITH … SELECT) and nothing else'),
    got: quote(got),
    fix: 'write what the table is, as one SELECT; the engine creates and writes it',
  }),
  /** Spark may know the syntax; it is not on the list of what runs the same on both engines. */
  construct: (at: Position, construct: string, fix: string): SqlProblem => ({
    ...say('sql-construct', at, undefined, 'SQL that Spark 3.5 and DuckDB answer alike'),
    got: construct,
    fix,
  }),
  /** A function that is not on the allow-list. */
  function: (at: Position, name: string, fix: string): SqlProblem => ({
    ...say('sql-function', at, name, 'a function of the allow-list'),
    got: quote(name),
    fix,
  }),
  /** An allowed function with arguments that are not allowed. */
  arguments: (at: Position, name: string, expected: string, got: string, fix?: string): SqlProblem => ({
    ...say('sql-arguments', at, name, expected),
    got,
    fix,
  }),
  /** A result that may differ from run to run. */
  nondeterministic: (at: Position, name: string, fix: string): SqlProblem => ({
    ...say('sql-nondeterministic', at, name, 'a result that depends on the input rows alone'),
    got: quote(name),
    fix,
  }),
  table: (at: Position, name: string, fix: string): SqlProblem => ({
    ...say('sql-table', at, undefined, 'a dataset, a table or a name of WITH'),
    got: quote(name),
    fix,
  }),
  column: (at: Position, name: string, expected: string, fix: string): SqlProblem => ({
    ...say('sql-column', at, name, expected),
    got: quote(name),
    fix,
  }),
  grouping: (at: Position, subject: string, expected: string, got: string, fix: string): SqlProblem => ({
    ...say('sql-grouping', at, subject, expected),
    got,
    fix,
  }),
  type: (at: Position, subject: string, expected: string, got: string, fix: string): SqlProblem => ({
    ...say('sql-type', at, subject, expected),
    got,
    fix,
  }),
  failed: (at: Position | undefined, expected: string, got: string, fix: string): SqlProblem => ({
    ...say('sql-failed', at, undefined, expected),
    got,
    fix,
  }),
};

/** Stops reading a text that is not SQL at all; caught by `translate` and `readTables` alone. */
export class SqlRefusal extends Error {
  readonly problem: SqlProblem;

  constructor(problem: SqlProblem) {
    super(problem.expected);
    this.name = 'SqlRefusal';
    this.problem = problem;
  }
}
