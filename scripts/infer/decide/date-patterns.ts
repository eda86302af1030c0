import type { DigitRun, Shape, ShapePiece } from '../evidence/value-shapes.ts';

/** In which order a date names day, month and year. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** A way to read all values of a shape as dates. */
export interface DatePattern {
  /** As the schema's `formats` has it. */
  readonly pattern: string;
  readonly kind: 'date' | 'date-time';
  readonly order: DateOrder;
  /** What stands between day, month and year; empty: nothing. */
  readonly separator: string;
  /** Read without any format: ISO 8601. */
  readonly isPlain: boolean;
  /** The text carries an offset from UTC. */
  readonly hasZone: boolean;
  /** The year has two digits. */
  readonly isShort: boolean;
  /** Values that it can't be: a month of 13, an hour of 25. */
  readonly misfits: number;
  /** Those among them that can be it only if day and month come the other way round: their month is 13 to 31. */
  readonly swapped: number;
}

const months = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/;

interface Part {
  readonly pattern: string;
  readonly misfits: number;
  readonly swapped?: number;
}
type Walk = { readonly parts: readonly Part[]; readonly at: number };

const digitsAt = (pieces: readonly ShapePiece[], at: number): DigitRun | undefined => {
  const piece = pieces[at];
  return piece !== undefined && 'digits' in piece ? piece.digits : undefined;
};
const wordsAt = (pieces: readonly ShapePiece[], at: number): readonly string[] | undefined => {
  const piece = pieces[at];
  return piece !== undefined && 'words' in piece ? piece.words : undefined;
};
const markAt = (pieces: readonly ShapePiece[], at: number): string | undefined => {
  const piece = pieces[at];
  return piece !== undefined && 'mark' in piece ? piece.mark : undefined;
};

/** One field of digits. A year has four or two, the others one or two. */
function readDigits(field: 'Y' | 'M' | 'D' | 'H' | 'h' | 'm' | 's', run: DigitRun | undefined): Part | undefined {
  if (run === undefined) return undefined;
  if (field === 'Y') {
    if (run.most === 4 && run.fewest === 4) return { pattern: 'YYYY', misfits: run.least < 1000 ? run.zeros : 0 };
    return run.most === 2 && run.fewest === 2 ? { pattern: 'YY', misfits: 0 } : undefined;
  }
  if (run.most > 2) return undefined;
  const isTwo = run.fewest === 2;
  if (field === 'M')
    return { pattern: isTwo ? 'MM' : 'M', misfits: run.over12 + run.zeros, swapped: run.over12 - run.over31 };
  if (field === 'D') return { pattern: isTwo ? 'DD' : 'D', misfits: run.over31 + run.zeros };
  if (field === 'H') return { pattern: isTwo ? 'HH' : 'H', misfits: run.over23 };
  if (field === 'h') return { pattern: isTwo ? 'hh' : 'h', misfits: run.over12 + run.zeros };
  return isTwo ? { pattern: field === 'm' ? 'mm' : 'ss', misfits: run.over59 } : undefined;
}

function readMonthName(words: readonly string[] | undefined): Part | undefined {
  return words !== undefined && words.length > 0 && words.every((one) => months.test(one))
    ? { pattern: 'MMM', misfits: 0 }
    : undefined;
}

const orders: Readonly<Record<DateOrder, readonly ('Y' | 'M' | 'D')[]>> = {
  ymd: ['Y', 'M', 'D'],
  dmy: ['D', 'M', 'Y'],
  mdy: ['M', 'D', 'Y'],
};

/** Marks between two fields: one, or a comma and a blank. */
function readSeparator(pieces: readonly ShapePiece[], at: number): { text: string; at: number } | undefined {
  const first = markAt(pieces, at);
  if (first === undefined || !/^[-/. ,_]$/.test(first)) return undefined;
  const second = markAt(pieces, at + 1);
  return second === ' ' && first !== ' ' ? { text: `${first} `, at: at + 2 } : { text: first, at: at + 1 };
}

function readDay(pieces: readonly ShapePiece[], order: DateOrder): (Walk & { readonly separator: string }) | undefined {
  const parts: Part[] = [];
  let at = 0;
  let separator = '';
  for (const [index, field] of orders[order].entries()) {
    if (index > 0) {
      const found = readSeparator(pieces, at);
      if (found === undefined) return undefined;
      parts.push({ pattern: found.text, misfits: 0 });
      separator ||= found.text;
      at = found.at;
    }
    const part =
      (field === 'M' ? readMonthName(wordsAt(pieces, at)) : undefined) ?? readDigits(field, digitsAt(pieces, at));
    if (part === undefined) return undefined;
    parts.push(part);
    at++;
  }
  return { parts, at, separator };
}

const isAll = (words: readonly string[] | undefined, pattern: RegExp): boolean =>
  words !== undefined && words.length > 0 && words.every((one) => pattern.test(one));

/** `Z`, `+02:00`, `+0200`, or UTC as a word. */
function readZone(pieces: readonly ShapePiece[], from: number): (Walk & { readonly hasZone: boolean }) | undefined {
  let at = from;
  const parts: Part[] = [];
  if (markAt(pieces, at) === ' ') {
    parts.push({ pattern: ' ', misfits: 0 });
    at++;
  }
  if (isAll(wordsAt(pieces, at), /^z$/))
    return { parts: [...parts, { pattern: 'Z', misfits: 0 }], at: at + 1, hasZone: true };
  if (isAll(wordsAt(pieces, at), /^utc$/))
    return { parts: [...parts, { pattern: 'UTC', misfits: 0 }], at: at + 1, hasZone: false };
  if (!/^[-+]$/.test(markAt(pieces, at) ?? '')) return undefined;
  const hours = digitsAt(pieces, at + 1);
  if (hours === undefined || hours.fewest !== hours.most) return undefined;
  const isLong = markAt(pieces, at + 2) === ':' && digitsAt(pieces, at + 3) !== undefined;
  if (hours.most !== 2 && hours.most !== 4) return undefined;
  return { parts: [...parts, { pattern: 'Z', misfits: 0 }], at: at + (isLong ? 4 : 2), hasZone: true };
}

/** `HH:mm`, `h:mm:ss A`, `HH:mm:ss.SSS`, with what stands before it. */
function readTime(pieces: readonly ShapePiece[], from: number): Walk | undefined {
  const before = pieces[from];
  const lead = markAt(pieces, from);
  const isT = before !== undefined && isAll(wordsAt(pieces, from), /^t$/);
  if (!isT && lead !== ' ' && lead !== ',' && lead !== ':') return undefined;
  let at = from + 1;
  let leading = isT ? 'T' : (lead ?? '');
  if (lead === ',' && markAt(pieces, at) === ' ') {
    leading = ', ';
    at++;
  }
  const clock: (DigitRun | undefined)[] = [];
  const fields: Part[] = [];
  for (let index = 0; index < 3; index++) {
    if (index > 0) {
      if (markAt(pieces, at) !== ':') break;
      at++;
    }
    clock.push(digitsAt(pieces, at));
    if (clock.at(-1) === undefined) return undefined;
    at++;
  }
  if (clock.length < 2) return undefined;
  const fraction = clock.length === 3 && markAt(pieces, at) === '.' ? digitsAt(pieces, at + 1) : undefined;
  if (fraction !== undefined) at += 2;
  const half = markAt(pieces, at) === ' ' ? at + 1 : at;
  const isHalf = isAll(wordsAt(pieces, half), /^[ap]m$/);
  const hour = readDigits(isHalf ? 'h' : 'H', clock[0]);
  const minute = readDigits('m', clock[1]);
  const second = clock.length === 3 ? readDigits('s', clock[2]) : { pattern: '', misfits: 0 };
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (fraction !== undefined && (fraction.most > 6 || fraction.fewest !== fraction.most)) return undefined;
  fields.push({ pattern: leading, misfits: 0 }, hour, { pattern: ':', misfits: 0 }, minute);
  if (clock.length === 3) fields.push({ pattern: ':', misfits: 0 }, second);
  if (fraction !== undefined) fields.push({ pattern: `.${'S'.repeat(fraction.most)}`, misfits: 0 });
  if (isHalf) fields.push({ pattern: half > at ? ' A' : 'A', misfits: 0 });
  return { parts: fields, at: isHalf ? half + 1 : at };
}

const plain = /^YYYY-MM-DD([T ]HH:mm(:ss(\.S{1,6})?)?( ?Z)?)?$/;

function readOrder({ pieces, count }: Shape, order: DateOrder): DatePattern | undefined {
  const day = readDay(pieces, order);
  if (day === undefined) return undefined;
  const time = day.at < pieces.length ? readTime(pieces, day.at) : undefined;
  const zone = time === undefined ? undefined : readZone(pieces, time.at);
  const end = zone?.at ?? time?.at ?? day.at;
  if (end !== pieces.length) return undefined;
  const parts = [...day.parts, ...(time?.parts ?? []), ...(zone?.parts ?? [])];
  const pattern = parts.map((part) => part.pattern).join('');
  return {
    pattern,
    kind: time === undefined ? 'date' : 'date-time',
    order,
    separator: day.parts.some((part) => part.pattern === 'MMM') ? 'MMM' : day.separator,
    isPlain: plain.test(pattern),
    hasZone: zone?.hasZone ?? false,
    isShort: pattern.includes('YY') && !pattern.includes('YYYY'),
    misfits: Math.min(count, Math.max(0, ...parts.map((part) => part.misfits))),
    swapped: parts.reduce((sum, part) => sum + (part.swapped ?? 0), 0),
  };
}

/**
 * The ways to read a shape as dates, the best first.
 * @returns none where its pieces are no date; several where the order of day and month is open
 */
export function datePatterns(shape: Shape): DatePattern[] {
  const found = (['ymd', 'dmy', 'mdy'] as const).flatMap((order) => readOrder(shape, order) ?? []);
  return found.sort((a, b) => a.misfits - b.misfits || Number(a.isShort) - Number(b.isShort));
}
