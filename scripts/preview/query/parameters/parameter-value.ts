import { stages, type Value } from '../expression/value.ts';
import { sqlString, sqlTimestamp } from '../sql-text.ts';
import { isoDate } from './iso-date.ts';
import type { Parameter } from './parameter.ts';

/**
 * A parameter as expressions and filters see it. Without a value it is NULL, and an empty list when it takes several: filters by it
 * then let everything through, as QuickSight does for a parameter that is unset.
 * @param texts its values now, as a control or the declaration writes them; what is no number or no date is left out
 */
export function parameterValue(parameter: Parameter, texts: readonly string[]): Value {
  const values = texts.map((text) => literal(parameter, text)).filter((value) => value !== undefined);
  if (parameter.multiple) return { sql: 'NULL', type: parameter.type, at: stages.constant, list: values };
  return values[0] ?? { sql: 'NULL', type: 'null', at: stages.constant };
}

function literal(parameter: Parameter, text: string): Value | undefined {
  if (parameter.type === 'string') return { sql: sqlString(text), type: 'string', at: stages.constant, literal: text };
  if (parameter.type === 'number') {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(number)) return undefined;
    return { sql: number < 0 ? `(${number})` : String(number), type: 'number', at: stages.constant, literal: number };
  }
  const iso = isoDate(text);
  return iso === undefined ? undefined : { sql: sqlTimestamp(iso), type: 'date', at: stages.constant, literal: iso };
}

/** The parameter has no value now. */
export function isUnset(value: Value): boolean {
  return value.list === undefined ? value.type === 'null' : value.list.length === 0;
}
