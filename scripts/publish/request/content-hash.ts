import { createHash } from 'node:crypto';

/** A value with the keys of every object sorted, and without what is undefined, null or an empty list; an empty object says something and stays. */
export function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, inside]) => [key, canonical(inside)] as const)
    .filter(([, inside]) => !isNothing(inside));
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** QuickSight leaves out what is empty, or gives it as an empty list: both say the same. */
const isNothing = (value: unknown): boolean => value === undefined || value === null || isEmptyList(value);
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** sha256 of the canonical JSON, the first 32 hex digits: what a tag keeps, so that what did not change costs no write. */
export function contentHash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex')
    .slice(0, 32);
}
