import { quote } from '../../lambda/schema/finding.ts';
import type { Span } from './expression.ts';

/** What can be wrong with a formula alone. Whoever knows its file makes findings of them: scripts/dashboards/FINDINGS.md. */
export const formulaOnlyCodes = [
  'formula-syntax',
  'formula-function',
  'formula-arity',
  'formula-type',
  'formula-period',
  'formula-level',
  'formula-mixed',
  'formula-nested',
  'formula-cycle',
  'formula-misplaced',
] as const;

/** Everything that can be wrong with a formula: it may name what is not there, as other parts of a dashboard may. */
export type FormulaCode = (typeof formulaOnlyCodes)[number] | 'column-missing' | 'parameter-undeclared';

/** Something wrong at a place of the formula's text, in the words of every message. */
export interface FormulaProblem extends Span {
  readonly code: FormulaCode;
  /** Completes "expected …". */
  readonly expected: string;
  /** Completes "got …": quoted and cut. */
  readonly got: string;
  readonly fix: string;
}

type Make = (span: Span, expected: string, got: string, fix: string) => FormulaProblem;
const problem =
  (code: FormulaCode): Make =>
  ({ start, end }, expected, got, fix) => ({ code, start, end, expected, got, fix });

/** The name that was likely meant, as a question; otherwise what to do. */
export const meant = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `did you mean ${quote(nearest)}?`;

/** The first names of a list, as a message has room for. */
export function some(names: readonly string[], most = 8): string {
  if (names.length === 0) return 'none';
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

export const syntaxProblem = (at: number, expected: string, got: string): FormulaProblem =>
  problem('formula-syntax')({ start: at, end: at }, expected, got, `mend the formula at its character ${at + 1}`);

export const unknownFunction = (span: Span, name: string, nearest: string | undefined): FormulaProblem =>
  problem('formula-function')(
    span,
    'a function of QuickSight',
    quote(name),
    meant(nearest, 'scripts/formula/FUNCTIONS.md lists them'),
  );

/** @param signature how it is called; @param counts `2 or 3 arguments` */
export const wrongArity = (span: Span, signature: string, counts: string, got: number): FormulaProblem =>
  problem('formula-arity')(
    span,
    `${counts} for ${signature}`,
    String(got),
    got === 0 ? 'add them' : 'add or remove some',
  );

/** @param where the argument or operand: `argument 2 of round` */
export const wrongType = (span: Span, where: string, expected: string, got: string, fix: string): FormulaProblem =>
  problem('formula-type')(span, `${where} to be ${expected}`, got, fix);

export const wrongPeriod = (span: Span, where: string, expected: string, got: string, fix: string): FormulaProblem =>
  problem('formula-period')(span, `${where} to be ${expected}`, got, fix);

export const wrongLevel = (span: Span, where: string, expected: string, got: string, fix: string): FormulaProblem =>
  problem('formula-level')(span, `${where} to be ${expected}`, got, fix);

/** @param other what the rows stand beside, as it is written and what it is */
export const mixedLevels = (span: Span, row: string, other: string): FormulaProblem =>
  problem('formula-mixed')(
    span,
    'rows or aggregates, not both in one expression',
    `${row}, a value of each row, beside ${other}`,
    'aggregate both, as in min({field}), or neither',
  );

export const nestedAggregate = (span: Span, outer: string, got: string, fix: string): FormulaProblem =>
  problem('formula-nested')(span, `values of rows in ${outer}`, got, fix);

/** A path as a message has room for it: of a long one the first names and the last. */
function shortPath(path: readonly string[]): string {
  const rest = path.length - 8;
  const shown = rest <= 0 ? path : [...path.slice(0, 5), `(${rest} more)`, ...path.slice(-3)];
  return shown.map((name) => (name.length > 60 ? `${name.slice(0, 59)}…` : name)).join(' -> ');
}

/** @param path the fields from one back to itself: `a -> b -> a` */
export const circular = (span: Span, path: readonly string[]): FormulaProblem =>
  problem('formula-cycle')(
    span,
    'calculated fields that do not come back to themselves',
    shortPath(path),
    'write one of them without the other',
  );

export const misplaced = (span: Span, expected: string, got: string, fix: string): FormulaProblem =>
  problem('formula-misplaced')(span, expected, got, fix);

/** @param where what the columns belong to: `the data set "sales" (table sales_daily)` */
export const unknownField = (
  span: Span,
  name: string,
  where: string,
  nearest: string | undefined,
  names: readonly string[],
): FormulaProblem =>
  problem('column-missing')(
    span,
    `a column or calculated field of ${where}`,
    quote(name),
    meant(nearest, `it has ${some(names, 12)}`),
  );

/** @param where what declares parameters */
export const unknownParameter = (
  span: Span,
  name: string,
  where: string,
  nearest: string | undefined,
  names: readonly string[],
): FormulaProblem =>
  problem('parameter-undeclared')(
    span,
    `a parameter of ${where} (${some(names, 8)})`,
    quote(name),
    meant(nearest, 'declare it, or use one that is declared'),
  );
