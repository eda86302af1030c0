import { readFileSync } from 'node:fs';
import type { LimitTable } from './limit-table.ts';

/** The committed table of limits. */
export function readLimits(): LimitTable {
  return JSON.parse(readFileSync(new URL('../schema/limits.json', import.meta.url), 'utf8'));
}
