import { compileDatePattern, type WallTime } from '../../../lambda/clean/cells/date-pattern.ts';
import { compileWrittenNumber } from '../../../lambda/clean/cells/written-number.ts';
import { type DatePiece, parseDateFormat } from '../../../lambda/schema/date-format.ts';

/** Days that are another day, or none, where their parts are taken in another order: of one digit, and of two. */
const days: readonly WallTime[] = [
  { year: 2003, month: 2, day: 1, hour: 9, minute: 8, second: 7, microsecond: 0, offset: undefined },
  { year: 2010, month: 11, day: 12, hour: 11, minute: 10, second: 12, microsecond: 0, offset: undefined },
];

const two = (value: number): string => String(value).padStart(2, '0');
const fields: Readonly<Record<string, (time: WallTime) => string>> = {
  YYYY: ({ year }) => String(year),
  YY: ({ year }) => two(year % 100),
  MMM: ({ month }) => (month === 2 ? 'Feb' : 'Nov'),
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  DD: ({ day }) => two(day),
  D: ({ day }) => String(day),
  HH: ({ hour }) => two(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => two(hour),
  h: ({ hour }) => String(hour),
  mm: ({ minute }) => two(minute),
  ss: ({ second }) => two(second),
  A: () => 'AM',
  Z: () => 'Z',
};

function writeDay(pieces: readonly DatePiece[], day: WallTime): string {
  return pieces
    .map((piece) => {
      if ('literal' in piece) return piece.literal;
      return piece.field === 'S' ? '0'.repeat(piece.digits) : (fields[piece.field]?.(day) ?? '');
    })
    .join('');
}

const isSameDay = (one: WallTime, other: WallTime): boolean =>
  one.year === other.year && one.month === other.month && one.day === other.day;

/** Whether some text is one day by one pattern and another day by the other, as 05/01/2025 is by MM/DD/YYYY and DD/MM/YYYY. */
export function readDaysOtherwise(one: string, other: string): boolean {
  const [read, readOther] = [one, other].map((pattern) => compileDatePattern(pattern, 'timestamp'));
  return [one, other].some((pattern) => {
    const parsed = parseDateFormat(pattern, 'timestamp');
    if ('problem' in parsed) return false;
    return days.some((day) => {
      const text = writeDay(parsed.pieces, day);
      const [found, foundOther] = [read?.(text), readOther?.(text)];
      return found !== undefined && foundOther !== undefined && !isSameDay(found, foundOther);
    });
  });
}

const numbers = ['1,234', '1.234', '1,234%', '1.234%'];

/** Whether some text is one number by one format and another by the other. @param other undefined: numbers without marks, such as 1234.56 */
export function readNumbersOtherwise(one: string, other: string | undefined): boolean {
  const read = compileWrittenNumber([one]);
  const readOther = compileWrittenNumber(other === undefined ? [] : [other]);
  return numbers.some((text) => {
    const [found, foundOther] = [read(text), readOther(text)];
    return (
      found !== undefined &&
      foundOther !== undefined &&
      (found.digits !== foundOther.digits || found.scale !== foundOther.scale)
    );
  });
}
