import type { ValueTest } from '../../../schema/compile-record-test.ts';

/** What a column's JSON Schema says of its numbers. */
export interface NumberRules {
  readonly minimum: number;
  readonly maximum: number;
  readonly exclusiveMinimum: number;
  readonly exclusiveMaximum: number;
  readonly choices: ReadonlySet<number> | undefined;
  /** All that is not above. */
  readonly test: ValueTest | undefined;
}

/** Whether a number passes. */
export function passesNumber(rules: NumberRules, value: number): boolean {
  if (value < rules.minimum || value > rules.maximum) return false;
  if (value <= rules.exclusiveMinimum || value >= rules.exclusiveMaximum) return false;
  if (rules.choices !== undefined && !rules.choices.has(value)) return false;
  return rules.test === undefined || rules.test(value);
}

/** A number of so many digits is exact as a double, and so is every comparison of two of them. */
export const exactDigits = 15;
