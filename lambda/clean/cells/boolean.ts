import * as faults from '../faults.ts';
import type { Cell } from './cell.ts';

const words = new Map([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((word) => [word, false] as const),
]);

/** true, t, yes, y, on, 1 and false, f, no, n, off, 0, in any case. */
export function readBoolean(text: string): Cell {
  const value = words.get(text.toLowerCase());
  return value === undefined ? { fault: faults.booleanFormat } : { text: String(value), value };
}
