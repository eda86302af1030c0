import type { FilterNullOption } from '@aws-sdk/client-quicksight';
import { combined } from '../expression/functions/row-function.ts';
import type { Value } from '../expression/value.ts';

/** A condition over one value with what the filter says of NULL. `sql` undefined: every value passes. */
export function withNulls(
  subject: Value,
  sql: string | undefined,
  nulls: FilterNullOption | undefined,
): Value | undefined {
  const text = nullsText(subject.sql, sql, nulls);
  return text === undefined ? undefined : combined(text, 'boolean', [subject], 'filter');
}

function nullsText(subject: string, sql: string | undefined, nulls: FilterNullOption | undefined): string | undefined {
  if (nulls === 'NULLS_ONLY') return `(${subject} IS NULL)`;
  if (sql === undefined) return nulls === 'NON_NULLS_ONLY' ? `(${subject} IS NOT NULL)` : undefined;
  return nulls === 'ALL_VALUES' ? `(${sql} OR ${subject} IS NULL)` : `(${sql} AND ${subject} IS NOT NULL)`;
}

/** One of several conditions. */
export function anyOf(conditions: readonly Value[]): Value {
  return combined(
    `(${conditions.map((each) => each.sql).join(' OR ')})`,
    'boolean',
    conditions,
    'filters in one group',
  );
}
