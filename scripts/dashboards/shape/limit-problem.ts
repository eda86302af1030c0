import type { JsonSchema } from './json-schema.ts';

/** What a value is beyond its schema's counts, lengths and ranges; undefined when it keeps to them. Characters are code points. */
export function limitProblem(value: unknown, schema: JsonSchema): { expected: string; got: string } | undefined {
  if (typeof value === 'string') {
    // A code point takes at most two units: most texts need no count.
    const { minLength = 0, maxLength = Infinity } = schema;
    if (value.length >= 2 * minLength && value.length <= maxLength) return undefined;
    return outside(Array.from(value).length, minLength, maxLength, 'character');
  }
  if (typeof value === 'number') return numberProblem(value, schema);
  if (Array.isArray(value)) return outside(value.length, schema.minItems ?? 0, schema.maxItems ?? Infinity, 'item');
  if (typeof value !== 'object' || value === null) return undefined;
  const { minProperties = 0, maxProperties = Infinity } = schema;
  return outside(Object.keys(value).length, minProperties, maxProperties, 'entry');
}

function numberProblem(value: number, { multipleOf, minimum = -Infinity, maximum = Infinity }: JsonSchema) {
  const whole = multipleOf === undefined || Number.isInteger(value);
  if (whole && value >= minimum && value <= maximum) return undefined;
  const noun = multipleOf === undefined ? 'a number' : 'a whole number';
  return { expected: `${noun}${range(minimum, maximum)}`, got: String(value) };
}

function range(least: number, most: number): string {
  if (least > -Infinity && most < Infinity) return ` from ${least} to ${most}`;
  if (least > -Infinity) return ` of at least ${least}`;
  return most < Infinity ? ` of at most ${most}` : '';
}

function outside(count: number, least: number, most: number, noun: string) {
  if (count >= least && count <= most) return undefined;
  const amount = (number: number) => `${number.toLocaleString('en')} ${number === 1 ? noun : plurals[noun]}`;
  const expected = count < least ? `at least ${amount(least)}` : `at most ${amount(most)}`;
  return { expected, got: amount(count) };
}

const plurals: Readonly<Record<string, string>> = { character: 'characters', item: 'items', entry: 'entries' };
