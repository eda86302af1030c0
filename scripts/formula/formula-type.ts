/**
 * What a formula's value is. QuickSight's STRING, INTEGER, DECIMAL, DATETIME and BIT; `geo` is text with a geographic role, `null` the
 * literal, `unknown` a value whose type nobody can tell here: it fits everywhere, so that nothing is found that may be right.
 * https://docs.aws.amazon.com/quicksight/latest/user/supported-data-types-and-values.html
 */
export type FormulaType = 'string' | 'integer' | 'decimal' | 'date' | 'boolean' | 'geo' | 'null' | 'unknown';

/** What a parameter takes: `number` is an integer or a decimal, `string` takes `geo` too. */
export type Accepted = 'any' | 'string' | 'number' | 'integer' | 'date' | 'boolean';

const nouns = {
  any: 'a value',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  decimal: 'a number',
  date: 'a date',
  boolean: 'a condition',
  geo: 'text',
  null: 'NULL',
  unknown: 'a value',
} as const satisfies Record<FormulaType | Accepted, string>;

/** A type as messages name it: `a number`. */
export function typeNoun(type: FormulaType | Accepted): string {
  return nouns[type];
}

/** A value of a known type, and its text where it is a literal. */
export interface Typed {
  readonly type: FormulaType;
  readonly literal?: string | number | undefined;
}

/** Types that stand for one another. */
export type TypeGroup = 'text' | 'number' | 'date' | 'boolean';
const groups: Readonly<Partial<Record<FormulaType, TypeGroup>>> = {
  string: 'text',
  geo: 'text',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  boolean: 'boolean',
};

/** @returns undefined for NULL and for what nobody knows */
export function groupOf(type: FormulaType): TypeGroup | undefined {
  return groups[type];
}

/** Text that QuickSight reads as a date where one is expected: ISO dates, and the month-day-year forms of its editor. */
const dateLike = /^\s*(\d{4}-\d{1,2}(-\d{1,2})?|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})([T ]\d{1,2}:\d{2}(:\d{2})?.*)?\s*$/;

function readsAs(value: Typed, group: TypeGroup): boolean {
  if (typeof value.literal !== 'string') return false;
  if (group === 'date') return dateLike.test(value.literal);
  return group === 'boolean' && /^(true|false)$/i.test(value.literal);
}

/**
 * Whether a parameter takes a value. A boolean is a number too; a decimal where a whole number is expected passes, unless it is a
 * literal with a fraction.
 */
export function fits(value: Typed, accepted: Accepted): boolean {
  const group = groups[value.type];
  if (accepted === 'any' || group === undefined) return true;
  if (accepted === 'string') return group === 'text';
  if (accepted === 'number') return group === 'number' || group === 'boolean';
  if (accepted !== 'integer') return group === accepted || readsAs(value, accepted);
  if (group === 'number') return value.literal === undefined || Number.isInteger(value.literal);
  return group === 'boolean';
}

/** Whether two values can be compared, or stand for one another. Booleans are 0 and 1: QuickSight calls them BIT. */
export function comparable(one: Typed, other: Typed): boolean {
  const [a, b] = [groups[one.type], groups[other.type]];
  if (a === undefined || b === undefined || a === b) return true;
  if ((a === 'boolean' && b === 'number') || (a === 'number' && b === 'boolean')) return true;
  return readsAs(one, b) || readsAs(other, a);
}

/** The one type of several values that can stand for one another: a decimal beside integers, NULL as the others. */
export function commonType(types: readonly FormulaType[]): FormulaType {
  const known = [...new Set(types.filter((type) => type !== 'null').map((type) => (type === 'geo' ? 'string' : type)))];
  const [first] = known;
  if (first === undefined) return 'null';
  if (known.length === 1) return first;
  return known.every((type) => type === 'integer' || type === 'decimal') ? 'decimal' : 'unknown';
}
