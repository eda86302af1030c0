import { Buffer } from 'node:buffer';
import { type NumberMarks, parseNumberFormat } from '../../../schema/number-format.ts';
import type { Kernel } from '../kernel.ts';

/** A point is the decimal mark unless a format groups by it. */
export const usesPoint = (formats: readonly string[]): boolean =>
  formats.every((format) => parseNumberFormat(format)?.group !== '.');

/** Marks that are no bytes: percent signs, and blanks between digits, which come in three kinds. */
const isKnown = ({ group, percent }: NumberMarks): boolean => !percent && (group === '' || /^[!-~]$/.test(group));

const byteOf = (mark: string): number => (mark === '' ? -1 : mark.charCodeAt(0));

/** Writes a column's number formats down. @returns where they stand; 0 where none is declared, or one that bytes do not know */
export function keepNumberFormats(kernel: Kernel, formats: readonly string[]): number {
  const marks = formats.flatMap((format) => parseNumberFormat(format) ?? []).filter(isKnown);
  if (marks.length === 0 || marks.length < formats.length) return 0;
  const kept = kernel.exports.newNumberFormats(marks.length);
  for (const { prefix, suffix, group, decimal } of marks) {
    const [before, behind] = [Buffer.from(prefix), Buffer.from(suffix)];
    kernel.exports.addNumberFormat(
      kept,
      kernel.keep(before),
      before.length,
      kernel.keep(behind),
      behind.length,
      byteOf(group),
      byteOf(decimal),
    );
  }
  return kept;
}
