import type { Cell, FieldModel, ResultModel } from '../../model.ts';
import { formatMember } from '../format/format-value.ts';

/** One series of a chart: a value per category. */
export interface Series {
  readonly name: string;
  /** The field whose format its values take. */
  readonly field: FieldModel;
  /** Index of the field in the result. */
  readonly index: number;
  readonly values: readonly (number | null)[];
}

export interface ShapedSeries {
  /** The cells as they came, in order of first appearance; of several category fields the first. */
  readonly categories: readonly Cell[];
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

/**
 * Turns rows into series over categories: each value field is a series, or, with a colour field, each of its members.
 * @param wells indexes into `result.fields`
 * @throws never: an index that has no field is passed over
 */
export function shapeSeries(
  result: ResultModel,
  wells: {
    readonly category: readonly number[];
    readonly values: readonly number[];
    readonly colors: readonly number[];
  },
): ShapedSeries {
  const { fields, rows } = result;
  const positions = new Map<string, number>();
  const categories: Cell[] = [];
  const labels: string[] = [];
  const series = new Map<string, { name: string; field: FieldModel; index: number; byCategory: Map<number, number> }>();
  for (const row of rows) {
    const label = memberLabel(row, fields, wells.category);
    const key = JSON.stringify(wells.category.map((index) => row[index] ?? null));
    let position = positions.get(key);
    if (position === undefined) {
      position = categories.length;
      positions.set(key, position);
      categories.push(row[wells.category[0] ?? -1] ?? null);
      labels.push(label);
    }
    const color = wells.colors.length === 0 ? undefined : memberLabel(row, fields, wells.colors);
    for (const index of wells.values) {
      const field = fields[index];
      if (field === undefined) continue;
      const name = seriesName(color, field, wells.values.length);
      const id = `${index}\u0000${color ?? ''}`;
      const known = series.get(id) ?? { name, field, index, byCategory: new Map<number, number>() };
      series.set(id, known);
      const cell = row[index];
      if (typeof cell === 'number') known.byCategory.set(position, cell);
    }
  }
  return {
    categories,
    labels,
    series: [...series.values()].map(({ name, field, index, byCategory }) => ({
      name,
      field,
      index,
      values: categories.map((_, position) => byCategory.get(position) ?? null),
    })),
  };
}

function seriesName(color: string | undefined, field: FieldModel, values: number): string {
  if (color === undefined) return field.label;
  return values === 1 ? color : `${color} · ${field.label}`;
}

function memberLabel(row: readonly Cell[], fields: readonly FieldModel[], wells: readonly number[]): string {
  const parts = wells.flatMap((index) => {
    const field = fields[index];
    return field === undefined ? [] : [formatMember(row[index] ?? null, field)];
  });
  return parts.join(' · ');
}
