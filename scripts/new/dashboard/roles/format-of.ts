import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { NumberProfile } from '../profile/profile.ts';
import { type Aggregation, isCounted, isCurrency } from './aggregation.ts';
import { unitOf, wordsOf } from './column-words.ts';
import type { NumberFormat } from './number-format.ts';

/**
 * How a column is written by its unit and its size.
 * @param aggregation CELL: as it is, in a table of rows
 * @param rows how many come to one figure
 */
export function formatOf(
  column: TableColumn,
  aggregation: Aggregation | 'CELL',
  numbers: NumberProfile | undefined,
  rows: number,
): NumberFormat {
  const unit = unitOf(column);
  const largest = Math.max(Math.abs(numbers?.min ?? 0), Math.abs(numbers?.max ?? 0));
  const reached = aggregation === 'SUM' ? Math.abs(numbers?.median ?? 0) * rows + largest : largest;
  const scaled = aggregation !== 'CELL' && reached >= 100_000;
  const isWhole = aggregation !== 'AVERAGE' && digitsOf(column, numbers) === 0;
  const decimals = isWhole ? 0 : decimalsOf(column, aggregation, numbers, reached);
  if (unit !== undefined && isCurrency(unit)) {
    const typical = aggregation === 'AVERAGE' ? 10 * Math.abs(numbers?.median ?? 0) : reached;
    return { kind: 'currency', symbol: unit, decimals: isWhole ? 0 : cents(decimals, aggregation, typical), scaled };
  }
  if (isFraction(column, unit, numbers)) return { kind: 'percent', decimals: 1 };
  if (unit === '%') return { kind: 'number', decimals: isWhole ? 0 : 1, scaled: false, suffix: '%' };
  if (unit !== undefined && /^°/.test(unit))
    return { kind: 'number', decimals: isWhole ? 0 : 1, scaled: false, suffix: ` ${unit}` };
  const isShort = unit !== undefined && unit.length <= 5 && !isCounted(unit) && !['ratio', 'score'].includes(unit);
  return { kind: 'number', decimals, scaled, suffix: isShort ? ` ${unit}` : '' };
}

/** Money has cents or none: none where it is much, and more only where single prices have them. */
const cents = (decimals: number, aggregation: Aggregation | 'CELL', typical: number): number =>
  aggregation === 'CELL' ? Math.max(2, decimals) : typical >= 10_000 ? 0 : 2;

/** Digits behind the point that values have; undefined: unknown, or more than anyone reads. */
function digitsOf({ type }: TableColumn, numbers: NumberProfile | undefined): number | undefined {
  if (type.kind === 'integer' || numbers?.whole === true) return 0;
  return numbers?.decimals ?? (type.kind === 'decimal' && type.scale <= 4 ? type.scale : undefined);
}

/** Single values keep their digits, means have as many up to two; of sums, and of what nobody knows, the size decides. */
function decimalsOf(
  column: TableColumn,
  aggregation: Aggregation | 'CELL',
  numbers: NumberProfile | undefined,
  reached: number,
): number {
  const bySize = reached >= 1000 ? 0 : reached > 0 && reached < 1 ? 3 : reached < 10 ? 2 : 1;
  const digits = digitsOf(column, numbers);
  if (digits === undefined) return bySize;
  if (aggregation === 'SUM') return Math.min(bySize, digits);
  if (aggregation === 'AVERAGE') return reached >= 10_000 ? 0 : Math.max(bySize, Math.min(digits, 2));
  return digits;
}

/** Whether numbers are shares of one, to be written as per cent. */
function isFraction(column: TableColumn, unit: string | undefined, numbers: NumberProfile | undefined): boolean {
  const words = wordsOf(column.name);
  const isShare = words.some((word) =>
    ['share', 'rate', 'growth', 'ratio', 'probability', 'percentage'].includes(word),
  );
  const isOfOne = numbers !== undefined && numbers.max <= 1 && numbers.min >= 0 && !numbers.whole;
  // Declared in per cent, and stored as shares of one; a discount is a share where it is below one.
  if (unit === '%' || (unit === undefined && words.some((word) => ['discount', 'margin'].includes(word))))
    return isOfOne;
  if (unit !== undefined && !/^(ratio|fraction|share)$/i.test(unit)) return false;
  if (unit === undefined && !isShare) return false;
  return (
    numbers === undefined ||
    (numbers.p90 <= 3 && numbers.p10 >= -3 && isShare) ||
    (numbers.max <= 1 && numbers.min >= 0)
  );
}
