import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { usageError } from '../cli/parse-arguments.ts';

/** A row is the person's when one of its columns holds this. */
export interface Condition {
  readonly column: Column;
  /** As it stands in processed, before tokens and masks: trimmed, in NFC, dates and numbers in their one form. */
  readonly text: string;
  /** The same as a cleaned record holds it. */
  readonly value: string | number | boolean;
}

function readValue({ name, type }: Column, text: string): Condition['value'] {
  const expected = (what: string) => usageError('erase', `${name}=${what}`, 'another value');
  switch (type.kind) {
    case 'integer':
    case 'number': {
      const value = Number(text);
      if (text === '' || !Number.isFinite(value)) throw expected('a number');
      if (type.kind === 'integer' && !Number.isSafeInteger(value)) throw expected('an integer up to 2^53');
      return value;
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw expected('true or false');
      return text === 'true';
    default:
      return text;
  }
}

/**
 * @param texts `COLUMN=VALUE` each
 * @throws CommandError `usage`; no message holds a value
 */
export function parseConditions(schema: DatasetSchema, texts: readonly string[]): Condition[] {
  if (texts.length === 0) throw usageError('erase', '--where COLUMN=VALUE', 'none');
  return texts.map((given) => {
    const [name = '', ...rest] = given.split('=');
    const text = rest.join('=').trim().normalize('NFC');
    const column = schema.columns.find((one) => one.name === name);
    if (column === undefined) {
      const names = schema.columns.map((one) => one.name);
      const near = nearestName(name, names);
      const fix = near === undefined ? 'name one of them' : `did you mean ${near}?`;
      throw usageError('erase', `a column of ${schema.name}: ${names.join(', ')}`, JSON.stringify(name), fix);
    }
    if (rest.length === 0 || text === '') throw usageError('erase', `--where ${name}=VALUE`, 'no value');
    return { column, text, value: readValue(column, text) };
  });
}
