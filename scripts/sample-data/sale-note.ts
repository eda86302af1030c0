import type { Random } from './random.ts';

const notes = [
  'gift wrap',
  'leave at reception',
  'customer asked for "express"; carrier: next day',
  'deliver to:\nloading bay 3\nring twice',
  'invoice to head office\nnot with the goods',
  'second attempt',
  'voucher; single use',
] as const;

/** A free-text note, as the shop's staff type it: mostly none, some over several lines, some with quotes and semicolons. */
export function saleNote(random: Random): string {
  if (!random.chance(0.09)) return random.chance(0.2) ? random.pick(['-', 'NULL', 'n/a']) : '';
  return random.pick(notes);
}
