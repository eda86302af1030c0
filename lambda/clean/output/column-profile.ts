import type { Column } from '../../schema/dataset-schema.ts';
import type { ColumnReport } from '../file-report.ts';

/** Gathers what the clean values of one column are like. */
export interface ColumnProfile {
  add(text: string | null): void;
  report(source: string | null): ColumnReport;
}

type IsLess = (left: string, right: string) => boolean;

const shown = 100;
const byText: IsLess = (left, right) => left < right;
const byNumber: IsLess = (left, right) => Number(left) < Number(right);

/** Plain decimals, exactly: as many digits after the point in both. */
function byDigits(left: string, right: string): boolean {
  const [negative, other] = [left.startsWith('-'), right.startsWith('-')];
  if (negative !== other) return negative;
  const [a, b] = negative ? [right.slice(1), left.slice(1)] : [left, right];
  return a.length === b.length ? a < b : a.length < b.length;
}

/** Instants of equal form but for the fraction: without Z, the shorter text comes first. */
const byInstant: IsLess = (left, right) => left.slice(0, -1) < right.slice(0, -1);

function orderOf({ type }: Column): IsLess {
  if (type.kind === 'number') return byNumber;
  if (type.kind === 'integer' || type.kind === 'decimal') return byDigits;
  return type.kind === 'timestamp' ? byInstant : byText;
}

/** Makes the profile of one column; of a sensitive one only nulls are counted. */
export function createColumnProfile(column: Column): ColumnProfile {
  const isLess = orderOf(column);
  const isText = column.type.kind === 'string' && column.sensitive === undefined;
  let nulls = 0;
  let minimum: string | null = null;
  let maximum: string | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  let longest = -1;
  return {
    add(text) {
      if (text === null) {
        nulls++;
        return;
      }
      if (column.sensitive !== undefined) return;
      if (minimum === null || isLess(text, minimum)) minimum = text;
      if (maximum === null || isLess(maximum, text)) maximum = text;
      if (!isText) return;
      if (text.length < shortest) shortest = text.length;
      if (text.length > longest) longest = text.length;
    },
    report: (source) => ({
      name: column.name,
      source,
      nulls,
      minimum: minimum === null ? null : minimum.slice(0, shown),
      maximum: maximum === null ? null : maximum.slice(0, shown),
      lengths: longest < 0 ? null : { minimum: shortest, maximum: longest },
    }),
  };
}
