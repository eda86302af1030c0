/** One piece of a date pattern: a field to read, or text that must stand there. */
export type DatePiece =
  | {
      readonly field:
        | 'YYYY'
        | 'YY'
        | 'MMM'
        | 'MM'
        | 'M'
        | 'DD'
        | 'D'
        | 'HH'
        | 'H'
        | 'hh'
        | 'h'
        | 'mm'
        | 'ss'
        | 'A'
        | 'Z';
    }
  | { readonly field: 'S'; readonly digits: number }
  | { readonly literal: string };

/** What is wrong with a pattern, ready for "expected …" and "…; fix". */
export interface FormatProblem {
  readonly expected: string;
  readonly fix: string;
}

const token = /YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|S{1,6}|A|Z/y;
/** Letters that look like a field but are none: `yyyy`, `Do`, `am` are more often a slip than literal text. */
const suspicious = /[YyMmDdHhSsAaZz]/;

function readPieces(pattern: string): DatePiece[] {
  const pieces: DatePiece[] = [];
  let literal = '';
  for (let at = 0; at < pattern.length; ) {
    token.lastIndex = at;
    const found = token.exec(pattern)?.[0];
    if (found === undefined) {
      literal += pattern[at];
      at++;
      continue;
    }
    if (literal !== '') pieces.push({ literal });
    literal = '';
    at += found.length;
    pieces.push(
      found.startsWith('S') ? { field: 'S', digits: found.length } : { field: found as Exclude<DateField, 'S'> },
    );
  }
  return literal === '' ? pieces : [...pieces, { literal }];
}

type DateField = Extract<DatePiece, { field: string }>['field'];
const parts: readonly (readonly [string, readonly DateField[]])[] = [
  ['year', ['YYYY', 'YY']],
  ['month', ['MMM', 'MM', 'M']],
  ['day', ['DD', 'D']],
  ['hour', ['HH', 'H', 'hh', 'h']],
  ['minute', ['mm']],
  ['second', ['ss']],
  ['fraction', ['S']],
  ['half-day marker', ['A']],
  ['offset', ['Z']],
];

/**
 * Reads a date or date-time pattern: YYYY YY MMM MM M DD D HH H hh h mm ss S (1 to 6 times) A Z, and literal text.
 * @param pattern for example `MM/DD/YYYY HH:mm`
 * @param kind a `date` pattern holds no time; a `timestamp` pattern may leave the time out (midnight)
 * @returns the pieces in order, or what is wrong
 */
export function parseDateFormat(
  pattern: string,
  kind: 'date' | 'timestamp',
): { pieces: readonly DatePiece[] } | { problem: FormatProblem } {
  const pieces = readPieces(pattern);
  const problem = (expected: string, fix: string) => ({ problem: { expected, fix } });
  const fields = pieces.flatMap((piece) => ('field' in piece ? [piece.field] : []));
  const literals = pieces.flatMap((piece) => ('literal' in piece ? [piece.literal] : [])).join('');
  const odd = suspicious.exec(literals)?.[0];
  const tokens = 'YYYY YY MMM MM M DD D HH H hh h mm ss S A Z';
  if (odd !== undefined) return problem(`only the fields ${tokens} and other text`, `remove or replace "${odd}"`);
  for (const [part, allowed] of parts) {
    const count = fields.filter((field) => allowed.includes(field)).length;
    if (count > 1) return problem(`one ${part}`, `keep one of its ${part} fields`);
    if (count === 0 && ['year', 'month', 'day'].includes(part))
      return problem(`a ${part}`, `add ${allowed.join(' or ')}`);
  }
  const has = (part: string): boolean =>
    fields.some((field) => parts.find(([name]) => name === part)?.[1].includes(field) === true);
  const timeParts = ['hour', 'minute', 'second', 'fraction', 'half-day marker', 'offset'].filter(has);
  if (kind === 'date') {
    if (timeParts.length === 0) return { pieces };
    return problem('a date without a time', `remove its ${timeParts.join(', ')} or write "format": "date-time"`);
  }
  const twelve = fields.includes('hh') || fields.includes('h');
  if (has('half-day marker') !== twelve) {
    return twelve ? problem('A beside hh', 'add A, or write HH') : problem('hh beside A', 'write hh, or remove A');
  }
  if (has('minute') && !has('hour')) return problem('an hour before the minute', 'add HH');
  if (has('second') && !has('minute')) return problem('a minute before the second', 'add mm');
  if (has('fraction') && !has('second')) return problem('a second before the fraction', 'add ss');
  return { pieces };
}
