import type { Evidence } from '../evidence/column-evidence.ts';
import { boundsOf, namesThings } from './names-that-speak.ts';
import { numberFormats, type PointMeaning } from './number-formats.ts';

/** Values without which a column is taken for one of numbers all the same: one in twenty. */
const mostOthers = 0.05;
/** One in so many with another number of digits behind the point may be a slip. */
const slips = 100;

/** What the numbers of one column alone say. */
function ownMeaning({ numbers, shapes, values }: Evidence): PointMeaning | undefined {
  const written = numberFormats(shapes);
  if (numbers.count + (written?.count ?? 0) < values * (1 - mostOthers)) return undefined;
  if (written !== undefined && !written.isOpen && written.isMarked)
    return written.decimal === ',' ? 'thousands' : 'decimal';
  return (numbers.pointed - numbers.grouped) * slips > numbers.pointed ? 'decimal' : undefined;
}

/** A column and its name. */
interface NamedEvidence {
  readonly name: string;
  readonly evidence: Evidence;
}

/**
 * What points mean in a file, by the columns of which the numbers leave no doubt, and by its delimiter: who writes semicolons needs the comma
 * for fractions.
 * @param delimiters of all files
 * @returns undefined where nothing tells, or one contradicts the other
 */
export function pointMeaning(all: readonly NamedEvidence[], delimiters: readonly string[]): PointMeaning | undefined {
  // Versions such as 1.2 are no fractions.
  const meanings = new Set(
    all.flatMap(({ name, evidence }) => (namesThings(name) ? [] : (ownMeaning(evidence) ?? []))),
  );
  if (delimiters.length > 0 && delimiters.every((delimiter) => delimiter === ';')) meanings.add('thousands');
  const [only] = meanings;
  return meanings.size === 1 ? only : undefined;
}

/** Whether each point of a column may group thousands: three digits behind it, one to three before, the first of them not zero. */
export const mayGroup = (name: string, { numbers }: Evidence): boolean =>
  numbers.grouped > 0 && numbers.grouped === numbers.pointed && numbers.exponents === 0 && boundsOf(name) === undefined;

/** Whether nearly each may: that deserves a word. */
export const mostlyMayGroup = (name: string, { numbers }: Evidence): boolean =>
  numbers.grouped > 0 && (numbers.pointed - numbers.grouped) * slips <= numbers.pointed && boundsOf(name) === undefined;
