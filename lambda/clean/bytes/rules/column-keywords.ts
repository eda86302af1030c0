import { isObject, type Keywords } from '../../../schema/subschemas.ts';
import type { ColumnPlan } from '../plan-columns.ts';

/** How the kernel reads a column's cells. */
export interface CellRules {
  /** As `lambda/clean/kernel/cell-kind.ts` numbers them. */
  readonly kind: number;
  /** Where the kind's rules stand in the kernel; 0: it has none. */
  readonly rules: number;
  /** The host judges values too. */
  readonly isTested: boolean;
}

const free = ['type', 'x-sluice', '$comment', 'title', 'description', 'examples', 'default', 'deprecated'];

/** Whether keywords beside the known ones need the column's own test. */
export const hasOthers = ({ keywords }: ColumnPlan, known: readonly string[]): boolean =>
  keywords === undefined ||
  ('enum' in keywords && 'const' in keywords) ||
  Object.keys(keywords).some((keyword) => !free.includes(keyword) && !known.includes(keyword));

/** Values of `enum` or `const` that are of a kind, null aside; undefined: none are listed. */
export function choicesOf<T>(
  { enum: several, const: one }: Keywords,
  is: (value: unknown) => value is T,
): T[] | undefined {
  const values = Array.isArray(several) ? several : one === undefined ? undefined : [one];
  return values?.filter((value) => value !== null).filter(is);
}

/** A keyword's number, or what stands for none. */
export const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** The words of our own vocabulary. */
export function ownWords({ keywords }: ColumnPlan): Keywords {
  const own = keywords?.['x-sluice'];
  return isObject(own) ? own : {};
}
