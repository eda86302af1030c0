import type { Position } from './position.ts';

/** A value in a DQDL condition. */
export type Operand =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'keyword'; readonly text: 'NULL' | 'EMPTY' | 'WHITESPACES_ONLY' };

export const comparisons = ['=', '!=', '>', '>=', '<', '<='] as const;
export type Operator =
  | (typeof comparisons)[number]
  | 'between'
  | 'not between'
  | 'in'
  | 'not in'
  | 'matches'
  | 'not matches';

/** What a measure is held against: `between 1 and 5`, `in ["a", NULL]`. */
export interface Condition {
  readonly operator: Operator;
  readonly operands: readonly Operand[];
  readonly at: Position;
  /** As written. */
  readonly text: string;
}

/** A text in double quotes, without them. */
export interface Parameter {
  readonly text: string;
  readonly at: Position;
}

/** One rule: `ColumnValues "x" > 5 where "y = 1" with threshold > 0.9`. */
export interface SimpleRule {
  readonly kind: 'rule';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly condition: Condition | undefined;
  readonly where: Parameter | undefined;
  readonly threshold: Condition | undefined;
  readonly at: Position;
  readonly text: string;
}

/** Rules in brackets, joined: judged each on the whole table, then combined. */
export interface CompositeRule {
  readonly kind: 'and' | 'or';
  readonly rules: readonly Rule[];
  readonly at: Position;
  readonly text: string;
}

export type Rule = SimpleRule | CompositeRule;

/** A rule of a quality.dqdl; a failing `error` keeps the table from being published. */
export interface QualityRule {
  readonly severity: 'error' | 'warn';
  readonly rule: Rule;
}

/** The simple rules of a rule, in the order written. */
export function simpleRules(rule: Rule): readonly SimpleRule[] {
  return rule.kind === 'rule' ? [rule] : rule.rules.flatMap(simpleRules);
}
