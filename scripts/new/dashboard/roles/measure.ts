import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { TableProfile } from '../profile/profile.ts';
import { type Aggregation, aggregationOf, isCounted } from './aggregation.ts';
import { columnTitle, inSentence, unitOf } from './column-words.ts';
import { formatOf } from './format-of.ts';
import type { NumberFormat } from './number-format.ts';
import { scoreOf } from './score-of.ts';

/** What a visual shows of rows: a column, aggregated by its meaning, and how it is written. */
export interface Measure {
  /** Readable, for ids: `revenue`. */
  readonly id: string;
  readonly title: string;
  readonly column: string;
  /** The column's formula, where the data set computes it. */
  readonly computed?: string;
  /** What fields of the column are called in QuickSight. */
  readonly of: 'number' | 'text' | 'date';
  readonly aggregation: Aggregation;
  readonly format: NumberFormat;
  /** How the column itself is written in a table. */
  readonly cell: NumberFormat;
  /** What an axis adds to its title; undefined: the format says it. */
  readonly unit: string | undefined;
  /** How much it tells: the highest leads. Below 0 it is shown in the table only. */
  readonly score: number;
  readonly negative: boolean;
}

/**
 * @param others all columns that are measures: one that qualifies another (`online_orders` of `orders`) comes after it
 * @param snapshots whether rows stand for the same things at several times
 */
export function measureOf(
  column: TableColumn,
  profile: TableProfile,
  others: readonly TableColumn[],
  snapshots: boolean,
): Measure {
  const aggregation = aggregationOf(column, snapshots);
  const numbers = profile.columns.get(column.name)?.numbers;
  const title = columnTitle(column);
  const isSpoken = /^(average|mean|lowest|highest|total)\b/i.test(title);
  return {
    id: column.name.replaceAll('_', '-'),
    title: aggregation === 'AVERAGE' && !isSpoken ? `Average ${inSentence(title)}` : title,
    column: column.name,
    of: 'number',
    aggregation,
    format: formatOf(column, aggregation, numbers, profile.rows),
    cell: formatOf(column, 'CELL', numbers, profile.rows),
    unit: isCounted(unitOf(column)) ? undefined : unitOf(column),
    score: scoreOf(column, aggregation, profile, others),
    negative: (numbers?.min ?? 0) < 0,
  };
}

/** Whether the parts of a measure make a whole, so that an "Other" means something. */
export const isAdditive = ({ aggregation }: Measure): boolean => aggregation === 'SUM' || aggregation === 'COUNT';

/** What a measure is in, to tell whether two are in the same. */
export const unitText = ({ format, unit }: Measure) =>
  JSON.stringify([format.kind, 'suffix' in format ? format.suffix : '', 'symbol' in format ? format.symbol : '', unit]);

/** Of one unit two at first: four amounts of money say less than two, a count and a rating. */
export function mixed(measures: readonly Measure[]): readonly Measure[] {
  const seen = new Map<string, number>();
  const later: Measure[] = [];
  const first = measures.filter((measure) => {
    const unit = unitText(measure);
    seen.set(unit, (seen.get(unit) ?? 0) + 1);
    if ((seen.get(unit) ?? 0) <= 2 || measure.aggregation === 'COUNT') return true;
    later.push(measure);
    return false;
  });
  return [...first, ...later];
}
