import type { Evidence } from '../evidence/column-evidence.ts';
import type { Shape } from '../evidence/value-shapes.ts';
import { type DateOrder, type DatePattern, datePatterns } from './date-patterns.ts';

/** How a column's dates are read. */
export interface DateDecision {
  readonly kind: 'date' | 'date-time';
  readonly formats: readonly string[];
  /** Values that are such dates. */
  readonly count: number;
  /** Some carry no offset from UTC. */
  readonly needsZone: boolean;
  /** Why nothing tells whether day or month comes first, for each separator of which that is so. */
  readonly open: readonly string[];
  readonly lookAt: readonly string[];
}

/** What settles the order of day and month where a column's own values don't, by separator. */
export type OrderHints = ReadonlyMap<string, DateOrder>;

interface ReadShape {
  readonly shape: Shape;
  readonly patterns: readonly DatePattern[];
}

/** Of one shape the pattern in the order that was settled. */
const patternIn = ({ patterns }: ReadShape, order: DateOrder | undefined): DatePattern | undefined =>
  patterns.find((pattern) => pattern.order === order);

/** Values by order of the shapes that have this separator; a shape that an order can't be at all counts against it. */
function misfitsOf(shapes: readonly ReadShape[], order: DateOrder): number {
  return shapes.reduce((sum, { shape, patterns }) => {
    const found = patterns.find((pattern) => pattern.order === order);
    return sum + (found?.misfits ?? shape.count);
  }, 0);
}

/** Whether one of two numbers is always 1 and the other goes to 12, in several years: the first of each month. Of one January all days are 1 too. */
function monthlyOrder(shapes: readonly ReadShape[]): DateOrder | undefined {
  const runs = shapes.map(({ shape }) => shape.pieces.flatMap((piece) => ('digits' in piece ? [piece.digits] : [])));
  const isOne = (index: number): boolean => runs.every((run) => run[index]?.least === 1 && run[index].greatest === 1);
  const greatest = (index: number): number => Math.max(...runs.map((run) => run[index]?.greatest ?? 0));
  const least = (index: number): number => Math.min(...runs.map((run) => run[index]?.least ?? 0));
  if (greatest(2) === least(2)) return undefined;
  if (isOne(0) && greatest(1) === 12) return 'dmy';
  return isOne(1) && greatest(0) === 12 ? 'mdy' : undefined;
}

interface Settled {
  readonly order: DateOrder;
  readonly isOpen: boolean;
  readonly lookAt?: string;
}

/** One proof for the other order in so many may be a slip of the pen. */
const slips = 20;

/** Where some values can only be one order of day and month, and some only the other. @returns undefined where one of them has no proof, or hardly any */
function contradiction(shapes: readonly ReadShape[]): { readonly order: DateOrder; readonly why: string } | undefined {
  const against = (order: DateOrder): number =>
    shapes.reduce((sum, one) => sum + (patternIn(one, order)?.swapped ?? 0), 0);
  const [monthFirst, dayFirst] = [against('dmy'), against('mdy')];
  if (Math.min(monthFirst, dayFirst) * slips <= Math.max(monthFirst, dayFirst)) return undefined;
  const why = `day and month come in both orders: ${dayFirst} of its values can only have the day first, ${monthFirst} only the month`;
  return { order: dayFirst >= monthFirst ? 'dmy' : 'mdy', why };
}

function settleOrder(separator: string, shapes: readonly ReadShape[], hints: OrderHints): Settled | undefined {
  const hinted = hints.get(separator);
  const both = contradiction(shapes);
  if (both !== undefined) {
    const isOpen = hinted === undefined || hinted === 'ymd';
    return { order: isOpen ? both.order : hinted, isOpen, lookAt: both.why };
  }
  const orders = [...new Set(shapes.flatMap(({ patterns }) => patterns.map(({ order }) => order)))];
  const all = shapes.reduce((sum, { shape }) => sum + shape.count, 0);
  const ranked = orders
    .map((order) => ({ order, misfits: misfitsOf(shapes, order) }))
    .sort((a, b) => a.misfits - b.misfits);
  const [best, next] = ranked;
  if (best === undefined) return undefined;
  if (best.misfits * 20 > all) return undefined;
  if (next === undefined || next.misfits > best.misfits) return { order: best.order, isOpen: false };
  const rivals = ranked.filter(({ misfits }) => misfits === best.misfits).map(({ order }) => order);
  const isShort = shapes.some(({ patterns }) => patterns.some((pattern) => pattern.isShort));
  if (hinted !== undefined && rivals.includes(hinted)) return { order: hinted, isOpen: false };
  // Where the month has a name nobody begins with a year of two digits.
  if (separator === '.' || (separator === 'MMM' && rivals.includes('dmy'))) return { order: 'dmy', isOpen: false };
  const monthly = monthlyOrder(shapes);
  if (monthly !== undefined && rivals.includes(monthly) && !isShort) {
    const lookAt = `the ${monthly === 'dmy' ? 'first' : 'second'} number is always 1, so the other is taken for the month`;
    return { order: monthly, isOpen: false, lookAt };
  }
  return { order: best.order, isOpen: true };
}

/**
 * Reads a column's shapes as dates: which patterns, in which order of day and month.
 * @param hints orders that other columns or a person settled
 * @returns undefined where none of the shapes is a date
 */
export function decideDate({ shapes }: Pick<Evidence, 'shapes'>, hints: OrderHints): DateDecision | undefined {
  const read = shapes
    .map((shape): ReadShape => ({ shape, patterns: datePatterns(shape) }))
    .filter(({ patterns }) => patterns.length > 0);
  const bySeparator = Map.groupBy(read, ({ patterns }) => patterns[0]?.separator ?? '');
  const taken: { readonly pattern: DatePattern; readonly count: number }[] = [];
  const open: string[] = [];
  const lookAt: string[] = [];
  for (const [separator, group] of bySeparator) {
    const settled = settleOrder(separator, group, hints);
    if (settled === undefined) continue;
    if (settled.isOpen) open.push(settled.lookAt ?? 'day and month may come in either order');
    else if (settled.lookAt !== undefined) lookAt.push(settled.lookAt);
    for (const one of group) {
      const pattern = patternIn(one, settled.order);
      // While the order is open, what only the other order takes is a date too.
      const misfits = pattern === undefined ? 0 : pattern.misfits - (settled.isOpen ? pattern.swapped : 0);
      if (pattern !== undefined) taken.push({ pattern, count: one.shape.count - Math.max(0, misfits) });
    }
  }
  if (taken.length === 0) return undefined;
  const kind = taken.some(({ pattern }) => pattern.kind === 'date-time') ? 'date-time' : 'date';
  const formats = taken.flatMap(({ pattern }) => (pattern.isPlain && pattern.kind === kind ? [] : [pattern.pattern]));
  if (taken.some(({ pattern }) => pattern.isShort))
    lookAt.push('years have two digits: 69 to 99 are read as 1969 to 1999, 00 to 68 as 2000 to 2068');
  return {
    kind,
    formats: [...new Set(formats)],
    count: taken.reduce((sum, { count }) => sum + count, 0),
    needsZone: kind === 'date-time' && taken.some(({ pattern }) => !pattern.hasZone),
    open,
    lookAt,
  };
}

/** The orders that this column's own values settle, by separator, for columns beside it that leave it open. */
export function settledOrders({ shapes }: Pick<Evidence, 'shapes'>): Map<string, DateOrder> {
  const read = shapes.map((shape): ReadShape => ({ shape, patterns: datePatterns(shape) }));
  const orders = new Map<string, DateOrder>();
  const dated = read.filter(({ patterns }) => patterns.length > 0);
  for (const [separator, group] of Map.groupBy(dated, ({ patterns }) => patterns[0]?.separator ?? '')) {
    const settled = settleOrder(separator, group, new Map());
    if (settled !== undefined && !settled.isOpen && settled.lookAt === undefined) orders.set(separator, settled.order);
  }
  return orders;
}
