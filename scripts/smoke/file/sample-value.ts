import { isObject, valueAt } from '../../../lambda/handler/json-value.ts';
import { samplePattern } from './sample-pattern.ts';

/** What a value is made for. */
export interface Sampled {
  /** Row of the file, from 0. */
  readonly index: number;
  /** What marks texts as the smoke's. */
  readonly id: string;
  /** Whether rows have to differ in it. */
  readonly isKey: boolean;
}

/**
 * The day of every row: so long ago that no other row is of it, and that the newest of two rows is never the smoke's.
 * Fifty days of it are told apart by the day, so that a key of days has room.
 */
const firstDay = Date.UTC(1980, 0, 1);
const dayMs = 86_400_000;

/**
 * A valid value for a property of a schema, as JSON has it; null where only null is left.
 * @param property the JSON Schema of one value
 */
export function sampleValue(property: unknown, sampled: Sampled): string | number | boolean | null {
  if (!isObject(property)) return null;
  const { index, isKey } = sampled;
  const choices = property['enum'];
  if ('const' in property) return scalar(property['const']);
  if (Array.isArray(choices))
    return scalar(choices.filter((one) => one !== null)[index % choices.length] ?? choices[0]);
  const types = [property['type']].flat();
  if (types.includes('integer') || types.includes('number')) return sampleNumber(property, sampled);
  if (types.includes('boolean')) return index % 2 === 0;
  if (!types.includes('string')) return null;
  const { format, pattern } = property;
  if (typeof pattern === 'string') return samplePattern(pattern, index) ?? null;
  return sampleText(property, format, { ...sampled, isKey });
}

const scalar = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const numberIn = (property: Readonly<Record<string, unknown>>, name: string): number | undefined => {
  const value = property[name];
  return typeof value === 'number' ? value : undefined;
};

function sampleNumber(property: Readonly<Record<string, unknown>>, { index, isKey }: Sampled): number {
  const step = numberIn(property, 'multipleOf') ?? 1;
  const least = numberIn(property, 'minimum') ?? (numberIn(property, 'exclusiveMinimum') ?? -step) + step;
  const most = numberIn(property, 'maximum') ?? (numberIn(property, 'exclusiveMaximum') ?? Number.NaN) - step;
  if (isKey) return (Number.isNaN(most) ? 999_999_999 : Math.floor(most / step) * step) - index * step;
  return Number.isNaN(most) ? least + step : Math.ceil(least / step) * step;
}

/** Bounds of a decimal are texts, under x-sluice. */
function sampleDecimal(own: unknown): string {
  const [least, most] = [valueAt(own, 'minimum'), valueAt(own, 'maximum')];
  if (typeof least === 'string') return least;
  return typeof most === 'string' ? most : '1';
}

function sampleText(
  property: Readonly<Record<string, unknown>>,
  format: unknown,
  { index, id, isKey }: Sampled,
): string | null {
  const at = new Date(firstDay + (isKey ? index * 60_000 : 0));
  switch (format) {
    case 'date':
      return new Date(firstDay + (isKey ? index * dayMs : 0)).toISOString().slice(0, 10);
    case 'date-time':
      return at.toISOString();
    case 'time':
      return '00:00:00Z';
    case 'decimal':
      return sampleDecimal(property['x-sluice']);
    case 'ipv4':
      return '192.0.2.1';
    case 'ipv6':
      return '2001:db8::1';
    case 'email':
      return `smoke-${index}@example.com`;
    case 'uuid':
      return `00000000-0000-4000-8000-${String(999_999_999_999 - index).padStart(12, '0')}`;
    case 'uri':
      return 'https://example.com/smoke';
    default: {
      const most = numberIn(property, 'maxLength') ?? 60;
      const text = isKey ? `smoke-${index}-${id}` : `smoke-${id}`;
      return text.slice(0, most).padEnd(numberIn(property, 'minLength') ?? 0, '-');
    }
  }
}
