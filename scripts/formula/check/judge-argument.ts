import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Expression } from '../expression.ts';
import { wrongLevel, wrongPeriod, wrongType } from '../formula-problem.ts';
import { type FormulaType, fits, typeNoun } from '../formula-type.ts';
import type { Parameter } from '../functions/formula-function.ts';
import { expectedOf } from '../functions/signature.ts';
import { judgeList, judgeValues } from './judge-list.ts';
import { refuseSeveral } from './judge-operator.ts';
import { type Judged, type Judgement, written } from './judgement.ts';

/**
 * One argument against its parameter.
 * @param where `argument 2 of round`
 * @returns undefined for a bare word that is no value
 */
export function judgeArgument(
  judgement: Judgement,
  tree: Expression,
  parameter: Parameter,
  where: string,
): Judged | undefined {
  switch (parameter.kind) {
    case 'value':
      return judgeValue(judgement, tree, parameter, where);
    case 'constant':
      return judgeConstant(judgement, tree, parameter, where);
    case 'period':
      return judgePeriod(judgement, tree, parameter, where);
    case 'option':
    case 'level':
      return judgeWord(judgement, tree, parameter, where);
    case 'values':
      return judgeValues(judgement, tree, parameter, where);
    default:
      return judgeList(judgement, tree, parameter, where);
  }
}

type Of<Kind extends Parameter['kind']> = Extract<Parameter, { kind: Kind }>;

function judgeValue(judgement: Judgement, tree: Expression, parameter: Of<'value'>, where: string): Judged {
  const value = judgement.judge(tree);
  if (parameter.accepts !== 'any' && refuseSeveral(judgement, value, where)) return { ...value, type: 'unknown' };
  if (parameter.notNull === true && value.type === 'null') {
    judgement.report(wrongType(value, where, typeNoun(parameter.accepts), 'NULL', 'give it a value'));
  }
  if (fits(value, parameter.accepts)) return value;
  const got = `${written(judgement, value)}, ${typeNoun(value.type)}`;
  judgement.report(wrongType(value, where, expectedOf(parameter), got, conversion(value.type, parameter.accepts)));
  return { ...value, type: 'unknown' };
}

function conversion(from: FormulaType, to: string): string {
  if (to === 'string') return from === 'date' ? 'write formatDate(…)' : 'write toString(…)';
  if (to === 'date') return from === 'string' || from === 'geo' ? 'write parseDate(…)' : 'write epochDate(…)';
  if (to === 'boolean') return 'compare it with something';
  return from === 'string' || from === 'geo' ? 'write parseDecimal(…) to read a number from a text' : 'write a number';
}

function judgeConstant(judgement: Judgement, tree: Expression, parameter: Of<'constant'>, where: string): Judged {
  const value = judgement.judge(tree);
  const { least, most, whole } = parameter;
  const { literal } = value;
  if (value.type === 'unknown' || (value.parameter === true && fits(value, 'number'))) return value;
  const number = typeof literal === 'number' && literal >= least && literal <= most;
  if (number && (!whole || Number.isInteger(literal))) return value;
  judgement.report(wrongType(value, where, expectedOf(parameter), written(judgement, value), 'write such a number'));
  return value;
}

/** Periods of date functions by the words that people write for them. */
const periodCodes: Readonly<Record<string, string>> = {
  YEAR: 'YYYY',
  QUARTER: 'Q',
  MONTH: 'MM',
  WEEK: 'WK',
  DAY: 'DD',
  HOUR: 'HH',
  MINUTE: 'MI',
  SECOND: 'SS',
};

function judgePeriod(judgement: Judgement, tree: Expression, parameter: Of<'period'>, where: string) {
  const { words, quoted } = parameter;
  const bare = tree.kind === 'field' && tree.bare ? tree.name : undefined;
  const word = (tree.kind === 'string' ? tree.value : bare)?.toUpperCase();
  const allowed = quoted ? words : [...words, ...Object.values(periodCodes)];
  if (word !== undefined && allowed.includes(word) && (bare === undefined || !quoted)) return undefined;
  if (word === undefined || (bare !== undefined && judgement.field(bare) !== undefined)) {
    const value = judgement.judge(tree);
    if (value.type === 'unknown' || fits(value, 'string')) return value;
  }
  judgement.report(
    wrongPeriod(tree, where, expectedOf(parameter), written(judgement, tree), periodFix(word, parameter)),
  );
  return undefined;
}

function periodFix(word: string | undefined, { words, quoted }: Of<'period'>): string {
  const nearest =
    word === undefined ? undefined : ((quoted ? periodCodes[word] : undefined) ?? nearestName(word, words));
  if (nearest === undefined) return 'write one of these';
  return quoted ? `write '${nearest}'` : `write ${nearest}`;
}

function judgeWord(judgement: Judgement, tree: Expression, parameter: Of<'option' | 'level'>, where: string) {
  const word = tree.kind === 'field' && tree.bare ? tree.name.toUpperCase() : undefined;
  if (word !== undefined && parameter.words.includes(word)) return undefined;
  if (parameter.kind === 'level' && tree.kind === 'null' && parameter.optional === true) return undefined;
  const nearest = word === undefined ? undefined : nearestName(word, parameter.words);
  const fix = nearest === undefined ? 'write one of these, without quotes' : `did you mean ${nearest}?`;
  const make = parameter.kind === 'level' ? wrongLevel : wrongType;
  judgement.report(make(tree, where, expectedOf(parameter), written(judgement, tree), fix));
  return undefined;
}
