import { parseNumberFormat } from '../../../schema/number-format.ts';
import type { Random } from './random.ts';

/** Digits in groups of three from the right. */
const grouped = (digits: string, group: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, group);

/**
 * Writes a number as a declared format has it; in groups or not, with its sign or currency or not.
 * @param plain `-1234.56`
 */
export function writeNumber(random: Random, plain: string, format: string): string {
  const marks = parseNumberFormat(format);
  if (marks === undefined) return plain;
  const negative = plain.startsWith('-');
  const [whole = '0', fraction] = (negative ? plain.slice(1) : plain).split('.');
  const group = random.chance(0.2) && /\s/.test(marks.group) ? random.pick([' ', '\u00a0', '\u202f']) : marks.group;
  const digits = random.chance(0.85) ? grouped(whole, group) : whole;
  const point = fraction === undefined || marks.decimal === '' ? '' : `${marks.decimal}${fraction}`;
  const before = random.chance(0.8) ? marks.prefix + (random.chance(0.2) ? ' ' : '') : '';
  const after = random.chance(0.8) ? (random.chance(0.5) ? ' ' : '') + marks.suffix : '';
  const sign = negative ? '-' : random.chance(0.05) ? '+' : '';
  const signed = random.chance(0.8) ? `${sign}${before}` : `${before}${sign}`;
  return `${signed}${digits}${point}${marks.percent ? (random.chance(0.5) ? ' %' : '%') : ''}${after}`.trim();
}
