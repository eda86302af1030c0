import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Expression } from '../expression.ts';
import type { FormulaLevel } from '../formula-level.ts';
import { misplaced, unknownFunction, wrongArity, wrongType } from '../formula-problem.ts';
import { commonType, comparable, type FormulaType, typeNoun } from '../formula-type.ts';
import { arityOf, arityWords, parametersFor, takes } from '../functions/arity.ts';
import type { FormulaFunction } from '../functions/formula-function.ts';
import { formulaFunction, functionNames } from '../functions/functions.ts';
import { signatureOf } from '../functions/signature.ts';
import { judgeArgument } from './judge-argument.ts';
import { judgeAggregate, judgeWindow } from './judge-grouping.ts';
import { judgeLevels } from './judge-levels.ts';
import { type Argument, type Judged, type Judgement, unknownAt, written } from './judgement.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** A call: the function is known, takes so many arguments, of these types, at these levels, and may stand here. */
export function judgeCall(judgement: Judgement, tree: Call): Judged {
  const known = formulaFunction(tree.name);
  const name = { start: tree.start, end: tree.start + tree.name.length };
  if (known === undefined) {
    judgement.report(unknownFunction(name, tree.name, nearestName(tree.name, functionNames)));
    return judgeLoosely(judgement, tree);
  }
  judgePlace(judgement, name, known);
  const arity = arityOf(known);
  if (!takes(arity, tree.arguments.length)) {
    judgement.report(wrongArity(name, signatureOf(known), arityWords(arity), tree.arguments.length));
    return judgeLoosely(judgement, tree);
  }
  const parameters = parametersFor(known, tree.arguments.length);
  const passed = tree.arguments.flatMap((argument, index): Argument[] => {
    const parameter = parameters[index];
    if (parameter === undefined) return [];
    const where = `argument ${index + 1} of ${known.name}`;
    return [{ parameter, tree: argument, value: judgeArgument(judgement, argument, parameter, where) }];
  });
  judgeLikeness(judgement, known, passed);
  const level = levelOf(judgement, known, passed);
  return { type: resultOf(known, passed), level, start: tree.start, end: tree.end };
}

/** Names in the arguments of a call of which nothing else can be judged. */
function judgeLoosely(judgement: Judgement, tree: Call): Judged {
  for (const argument of tree.arguments) {
    if (argument.kind === 'list') for (const { expression } of argument.items) judgeUnlessWord(judgement, expression);
    else judgeUnlessWord(judgement, argument);
  }
  return unknownAt(tree);
}

/** A bare word in capitals may be an option of a function that is misspelt, and `${visualDimensions}` stands in lists. */
function judgeUnlessWord(judgement: Judgement, tree: Expression): void {
  if (tree.kind === 'field' && tree.bare && /^[A-Z_]+$/.test(tree.name)) return;
  if (tree.kind === 'parameter' && tree.name === 'visualDimensions') return;
  judgement.judge(tree);
}

/**
 * Data preparation computes rows only, and alone reads JSON for SPICE.
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html
 * https://docs.aws.amazon.com/quicksight/latest/user/parseJson-function.html
 */
function judgePlace(judgement: Judgement, span: { start: number; end: number }, known: FormulaFunction): void {
  const { place, spice } = judgement.scope;
  if (place === 'data-set' && known.level !== 'row') {
    const what = known.level === 'aggregate' ? 'an aggregate' : 'a table calculation';
    const fix = 'move the formula to CalculatedFields of the definition';
    judgement.report(misplaced(span, 'functions of one row in a data set', `${known.name}, ${what}`, fix));
  }
  if (place === 'analysis' && spice === true && known.onlyPreparedInSpice === true) {
    const fix = 'move the formula to calculatedColumns of the data set';
    judgement.report(misplaced(span, 'functions that SPICE computes in an analysis', known.name, fix));
  }
}

/** Labels of switch are like its condition, results of ifelse like one another. */
function judgeLikeness(judgement: Judgement, known: FormulaFunction, passed: readonly Argument[]): void {
  const first = passed[0]?.value;
  const returned = passed.filter(({ parameter }) => parameter.kind === 'value' && parameter.returned === true);
  const model = returned.find(({ value }) => value?.type !== 'null' && value?.type !== 'unknown')?.value;
  for (const { parameter, value } of passed) {
    if (value === undefined) continue;
    if (parameter.kind === 'values') for (const item of value.items ?? []) requireLike(judgement, known, first, item);
    if (parameter.kind === 'value' && parameter.likeFirst === true) requireLike(judgement, known, first, value);
    if (parameter.kind === 'value' && parameter.returned === true) requireLike(judgement, known, model, value);
  }
}

function requireLike(judgement: Judgement, known: FormulaFunction, model: Judged | undefined, value: Judged): void {
  if (model === undefined || model === value || comparable(model, value)) return;
  const expected = `${typeNoun(model.type)} like ${written(judgement, model)}`;
  const got = `${written(judgement, value)}, ${typeNoun(value.type)}`;
  const fix = 'give all of them one type, with toString(…) or parseDecimal(…)';
  judgement.report(wrongType(value, `the values of ${known.name}`, expected, got, fix));
}

function levelOf(judgement: Judgement, known: FormulaFunction, passed: readonly Argument[]): FormulaLevel {
  if (known.level === 'aggregate') return judgeAggregate(judgement, known, passed);
  if (known.level === 'table') return judgeWindow(judgement, known, passed);
  return judgeLevels(
    judgement,
    passed.flatMap(({ value }) => [...(value === undefined ? [] : [value]), ...(value?.items ?? [])]),
  );
}

function resultOf(known: FormulaFunction, passed: readonly Argument[]): FormulaType {
  if (known.result === 'first') return passed[0]?.value?.type ?? 'unknown';
  if (known.result !== 'common') return known.result;
  const returned = passed.filter(({ parameter }) => parameter.kind === 'value' && parameter.returned === true);
  return commonType(returned.map(({ value }) => value?.type ?? 'unknown'));
}
