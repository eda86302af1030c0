import type { ReasonCount } from '../../../lambda/clean/file-report.ts';
import type { Column } from '../../../lambda/schema/dataset-schema.ts';
import type { ColumnDraft } from '../decide/column-draft.ts';
import type { FileVerdict } from './verify-files.ts';

/** Share of a file's rows below which a reason is a slip's, as in a draft. */
const mostSlips = 0.01;
/** In a small file one row is a larger share, and says more. */
const smallFile = 20;

/** Reasons of values that are of another sort than all others: one alone is a slip. A value that a list lacks, or an empty cell, may be the first of many. */
const oddCodes = new Set(['out-of-range', 'pattern', 'length']);

/** Whether a draft is of another sort than the column only by such values: it is text for them, or the column's own type without them. */
function isOdd(code: string, { type, formats }: Column, draft: ColumnDraft): boolean {
  if (oddCodes.has(code)) return true;
  const kind = type.kind === 'timestamp' ? 'date-time' : type.kind;
  const isOwn =
    draft.type === kind && draft.facts.misfits > 0 && draft.formats.every((format) => formats.includes(format));
  return code.endsWith('-format') && (draft.type === 'string' || isOwn);
}

/**
 * Whether so few rows of each file were refused for one reason that the schema is not widened for it: their rows go to quarantine.
 * @param draft what the new files alone would be drafted as
 */
export function isSlip(
  { code, column: name }: Pick<ReasonCount, 'code' | 'column'>,
  column: Column,
  draft: ColumnDraft,
  verdicts: readonly FileVerdict[],
): boolean {
  return verdicts.every(({ verdict: { reasons, rows: all } }) => {
    const refused = reasons.find((one) => one.code === code && one.column === name)?.rows ?? 0;
    return refused <= all * mostSlips || (refused === 1 && all > smallFile && isOdd(code, column, draft));
  });
}
