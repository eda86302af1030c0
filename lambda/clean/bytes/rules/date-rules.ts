import { Buffer } from 'node:buffer';
import { type DatePiece, parseDateFormat } from '../../../schema/date-format.ts';
import { dateCell, timestampCell } from '../../kernel/cell-kind.ts';
import * as piece from '../../kernel/cells/wall-piece.ts';
import type { Kernel } from '../kernel.ts';
import type { ColumnPlan } from '../plan-columns.ts';
import { type CellRules, hasOthers } from './column-keywords.ts';

/** What each field reads, and how many digits at least and at most. */
const fields = {
  YYYY: [piece.yearPiece, 4, 4],
  YY: [piece.shortYearPiece, 2, 2],
  MMM: [piece.monthNamePiece, 3, 3],
  MM: [piece.monthPiece, 2, 2],
  M: [piece.monthPiece, 1, 2],
  DD: [piece.dayPiece, 2, 2],
  D: [piece.dayPiece, 1, 2],
  HH: [piece.hourPiece, 2, 2],
  H: [piece.hourPiece, 1, 2],
  hh: [piece.hourPiece, 2, 2],
  h: [piece.hourPiece, 1, 2],
  mm: [piece.minutePiece, 2, 2],
  ss: [piece.secondPiece, 2, 2],
  A: [piece.halfPiece, 2, 2],
  Z: [piece.offsetPiece, 1, 6],
} as const satisfies Record<string, readonly [number, number, number]>;

function addPiece(kernel: Kernel, pattern: number, part: DatePiece): void {
  const { exports } = kernel;
  if ('literal' in part) {
    const text = Buffer.from(part.literal, 'utf8');
    exports.addWallPiece(pattern, piece.literalPiece, text.length, text.length, kernel.keep(text));
  } else if (part.field === 'S') exports.addWallPiece(pattern, piece.fractionPiece, part.digits, part.digits, 0);
  else {
    const [kind, least, most] = fields[part.field];
    exports.addWallPiece(pattern, kind, least, most, 0);
  }
}

/** Writes down in the kernel how a column's dates or date-times are written, beside ISO 8601. */
export function dateRules(kernel: Kernel, plan: ColumnPlan, kind: 'date' | 'timestamp'): CellRules {
  const { formats, timeZone } = plan.column;
  let first = 0;
  let last = 0;
  for (const format of formats) {
    const parsed = parseDateFormat(format, kind);
    if ('problem' in parsed) continue;
    last = kernel.exports.newWallPattern(last);
    first ||= last;
    for (const part of parsed.pieces) addPiece(kernel, last, part);
  }
  const rules = kernel.exports.newDateRules(first, timeZone === 'UTC' ? 1 : 0);
  return { kind: kind === 'date' ? dateCell : timestampCell, rules, isTested: hasOthers(plan, ['format']) };
}
