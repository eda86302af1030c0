import { nearestName } from '../../lambda/schema/nearest-name.ts';
import type { FormulaField, FormulaScope } from './check/formula-scope.ts';
import { judgeExpression } from './check/judge-expression.ts';
import { type Judged, type Judgement, written } from './check/judgement.ts';
import type { Expression } from './expression.ts';
import { fieldsIn } from './fields-in.ts';
import type { FormulaLevel } from './formula-level.ts';
import { circular, type FormulaProblem, syntaxProblem, wrongType } from './formula-problem.ts';
import { type FormulaType, fits, typeNoun } from './formula-type.ts';
import { parseExpression } from './parse-expression.ts';
import { orderReferences } from './reference-order.ts';

/** A calculated field. */
export interface NamedFormula {
  readonly name: string;
  readonly text: string;
}

/** What is known of one formula. */
export interface JudgedFormula {
  readonly type: FormulaType;
  readonly level: FormulaLevel;
  /** In the order of the text. */
  readonly problems: readonly FormulaProblem[];
}

/** The calculated fields of one data set, judged. */
export interface JudgedFormulas {
  /** One for each formula, in their order. */
  readonly formulas: readonly JudgedFormula[];
  /** Columns and calculated fields by name; of two fields of one name the last. */
  field(name: string): FormulaField | undefined;
  /** What a field is: only rows and constants can be dimensions or be filtered row by row. undefined: there is no such field. */
  levelOf(name: string): FormulaLevel | undefined;
  /** What a field holds. undefined: there is no such field. */
  typeOf(name: string): FormulaType | undefined;
  /**
   * One more expression, which may name all of these fields and which none of them can name.
   * @param differing what it may name or give otherwise than they
   */
  judge(text: string, differing?: Partial<Omit<FormulaScope, 'columns' | 'aliases'>>): JudgedFormula;
}

/**
 * Judges calculated fields that may name one another: syntax, names, functions, arguments, types, levels of aggregation, circles.
 * Never throws for a text.
 * @param formulas in any order; a field is judged after those that it reads
 * @param scope what else they may name
 */
export function judgeFormulas(formulas: readonly NamedFormula[], scope: FormulaScope): JudgedFormulas {
  const parsed = formulas.map(({ name, text }) => ({ name, text, result: parseExpression(text) }));
  const byName = new Map(parsed.map((each) => [each.name, each]));
  const references = new Map(
    parsed.map(({ name, result }) => [name, 'ast' in result ? fieldsIn(result.ast).map((field) => field.name) : []]),
  );
  const { order, circles } = orderReferences(references);
  const fields = new Map<string, FormulaField>();
  const lookUp = (name: string): FormulaField | undefined =>
    fields.get(name) ?? (byName.has(name) ? { type: 'unknown', level: 'unknown' } : columnIn(scope, name));
  const fieldNames = [...(scope.columns?.keys() ?? []), ...byName.keys()];
  const names = { fieldNames, nearestField: nearestOf(fieldNames) };
  const judge = (formula: (typeof parsed)[number]) =>
    judgeOne(formula, scope, lookUp, names, circles.get(formula.name));
  const judgeMore = (text: string, differing: Partial<FormulaScope> = {}) =>
    judgeOne({ text, result: parseExpression(text) }, { ...scope, ...differing }, lookUp, names, undefined);

  const judged = new Map<(typeof parsed)[number], JudgedFormula>();
  for (const name of order) {
    const formula = byName.get(name);
    if (formula === undefined) continue;
    const result = judge(formula);
    judged.set(formula, result);
    fields.set(name, { type: result.type, level: result.level });
  }
  return {
    formulas: parsed.map((formula) => judged.get(formula) ?? judge(formula)),
    field: lookUp,
    levelOf: (name) => lookUp(name)?.level,
    typeOf: (name) => lookUp(name)?.type,
    judge: judgeMore,
  };
}

function columnIn({ columns, aliases }: FormulaScope, name: string): FormulaField | undefined {
  return columns?.get(name) ?? columns?.get(aliases?.get(name) ?? name);
}

function judgeOne(
  { text, result }: { text: string; result: ReturnType<typeof parseExpression> },
  scope: FormulaScope,
  field: Judgement['field'],
  names: Pick<Judgement, 'fieldNames' | 'nearestField'>,
  circle: readonly string[] | undefined,
): JudgedFormula {
  if ('error' in result) {
    const { offset, expected, got } = result.error;
    return { type: 'unknown', level: 'unknown', problems: [syntaxProblem(offset, expected, got)] };
  }
  const problems: FormulaProblem[] = [];
  const judgement: Judgement = {
    text,
    scope,
    field,
    ...names,
    report: (problem) => {
      if (scope.passes?.has(problem.code) !== true) problems.push(problem);
    },
    judge: (tree) => judgeExpression(judgement, tree),
  };
  if (circle !== undefined) problems.push(circular(closing(result.ast, circle), circle));
  const whole = judgement.judge(result.ast);
  requireResult(judgement, whole);
  const { type, level } = whole;
  problems.sort((one, other) => one.start - other.start);
  return { type, level, problems };
}

/** The whole gives what its place needs: a rolling date a date. */
function requireResult(judgement: Judgement, whole: Judged): void {
  const { result } = judgement.scope;
  if (result === undefined || fits(whole, result.accepts)) return;
  const got = `${written(judgement, whole)}, ${typeNoun(whole.type)}`;
  const expected = typeNoun(result.accepts);
  judgement.report(wrongType(whole, result.of, expected, got, `write an expression that gives ${expected}`));
}

/** Suggestions cost a comparison with every field: after so many wrong names nobody reads them. */
const mostSuggestions = 100;

/** The field that a wrong name most likely means, each name looked for once. */
function nearestOf(fieldNames: readonly string[]): (name: string) => string | undefined {
  const found = new Map<string, string | undefined>();
  return (name) => {
    if (!found.has(name) && found.size < mostSuggestions) found.set(name, nearestName(name, fieldNames));
    return found.get(name);
  };
}

/** Where a formula names the next field of its circle. */
function closing(tree: Expression, circle: readonly string[]): Expression {
  return fieldsIn(tree).find(({ name }) => name === circle[1]) ?? tree;
}
