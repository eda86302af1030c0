import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { NumberProfile } from '../profile/profile.ts';
import { type Aggregation, isCounted, isCurrency } from './aggregation.ts';
import { unitOf, wordsOf } from './column-words.ts';
import type { NumberFormat } from './number-format.ts';

/** How a column is written by its unit and its size. @param aggregation CELL: as it is, in a table of rows */
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
  const isWhole = column.type.kind === 'integer' || numbers?.whole === true;
  const decimals = scaled ? 1 : decimalsOf(reached, isWhole && aggregation !== 'AVERAGE');
  if (unit !== undefined && isCurrency(unit))
    return { kind: 'currency', symbol: unit, decimals: scaled ? 1 : reached < 1000 && !isWhole ? 2 : 0, scaled };
  if (isFraction(column, unit, numbers)) return { kind: 'percent', decimals: 1 };
  if (unit === '%')
    return { kind: 'number', decimals: isWhole && aggregation !== 'AVERAGE' ? 0 : 1, scaled: false, suffix: '%' };
  if (unit !== undefined && /^°/.test(unit)) return { kind: 'number', decimals: 1, scaled: false, suffix: ` ${unit}` };
  const isShort = unit !== undefined && unit.length <= 5 && !isCounted(unit) && !['ratio', 'score'].includes(unit);
  return { kind: 'number', decimals, scaled, suffix: isShort ? ` ${unit}` : '' };
}

function decimalsOf(reached: number, whole: boolean): number {
  if (whole || reached >= 1000) return 0;
  return reached > 0 && reached < 1 ? 3 : reached < 10 ? 2 : 1;
}

/** Whether numbers are shares of one, to be written as per cent. */
function isFraction(column: TableColumn, unit: string | undefined, numbers: NumberProfile | undefined): boolean {
  const words = wordsOf(column.name);
  const isShare = words.some((word) =>
    ['share', 'rate', 'growth', 'ratio', 'probability', 'percentage'].includes(word),
  );
  if (unit !== undefined && !/^(ratio|fraction|share)$/i.test(unit)) return false;
  if (unit === undefined && !isShare) return false;
  return (
    numbers === undefined ||
    (numbers.p90 <= 3 && numbers.p10 >= -3 && isShare) ||
    (numbers.max <= 1 && numbers.min >= 0)
  );
}
