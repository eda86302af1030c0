import { quote } from '../../../lambda/schema/finding.ts';
import type { Expression, Span } from '../expression.ts';
import type { FormulaLevel } from '../formula-level.ts';
import type { FormulaProblem } from '../formula-problem.ts';
import type { Typed } from '../formula-type.ts';
import type { Parameter } from '../functions/formula-function.ts';
import type { FormulaField, FormulaScope } from './formula-scope.ts';

/** What is known of a part of a formula. */
export interface Judged extends Typed, Span {
  readonly level: FormulaLevel;
  /** A parameter of several values. */
  readonly several?: boolean;
  readonly parameter?: boolean;
  /** What is in a list. */
  readonly items?: readonly Judged[];
}

/** One argument of a call with its parameter and what is known of it; `value` is undefined of words. */
export interface Argument {
  readonly parameter: Parameter;
  readonly tree: Expression;
  readonly value: Judged | undefined;
}

/** One formula's judging: what it sees, and the problems found so far. */
export interface Judgement {
  readonly text: string;
  readonly scope: FormulaScope;
  /** A calculated field or column by name. */
  field(name: string): FormulaField | undefined;
  /** Names that fields may have. */
  readonly fieldNames: readonly string[];
  /** The field that a wrong name most likely means. */
  nearestField(name: string): string | undefined;
  report(problem: FormulaProblem): void;
  judge(expression: Expression): Judged;
}

/** A part as it is written, cut to what a message has room for. */
export function written({ text }: Judgement, { start, end }: Span): string {
  return quote(text.slice(start, end), 40);
}

/** What a part is when a problem in it has been reported already: nothing more is found about it. */
export function unknownAt({ start, end }: Span): Judged {
  return { type: 'unknown', level: 'unknown', start, end };
}
