import type { Cell, FieldModel, ResultModel, VisualModel } from '../../model.ts';
import { writtenValue } from './written-value.ts';

/** A result with the fields that the sentence is about, as indexes into it. */
export interface Shown {
  readonly result: ResultModel;
  readonly comparison?: Extract<VisualModel, { kind: 'kpi' }>['comparison'];
  readonly category?: number | undefined;
  readonly color?: number | undefined;
  readonly value?: number | undefined;
}

/**
 * One sentence for a screen reader: what a visual shows, and its greatest, least and last values.
 * @param asked what a person calls the visual: `Bar chart`
 */
export function alternativeText(asked: string, { result, category, color, value, comparison }: Shown): string {
  const { fields, rows, total } = result;
  const measure = value === undefined ? undefined : fields[value];
  const by = category === undefined ? undefined : fields[category];
  if (rows.length === 0) return `${asked}: no data.`;
  if (value === undefined || measure === undefined) return `${asked} of ${listed(fields)}: ${counted(total, 'row')}.`;
  if (category === undefined || by === undefined || rows.length === 1) {
    const figure = `${measure.label} is ${writtenValue(rows[0]?.[value], measure)}`;
    return `${asked}: ${figure}${of(by, rows[0]?.[category ?? 0])}${beside(comparison, measure)}.`;
  }
  const indexes = color === undefined ? [category] : [category, color];
  const names = (row: readonly Cell[]): string =>
    indexes.map((index) => writtenValue(row[index], fields[index])).join(', ');
  const known = rows.flatMap((row) =>
    typeof row[value] === 'number' ? [{ names: names(row), figure: row[value] }] : [],
  );
  if (known.length === 0)
    return `${asked} of ${measure.label} by ${by.label}: ${counted(total, 'row')}, none with a value.`;
  const most = known.reduce((best, each) => (each.figure > best.figure ? each : best));
  const least = known.reduce((best, each) => (each.figure < best.figure ? each : best));
  const point = ({ names: of, figure }: { readonly names: string; readonly figure: number }): string =>
    `${writtenValue(figure, measure)} (${of})`;
  const last = by.type === 'date' ? known.at(-1) : undefined;
  const tail = last === undefined ? '' : `, last ${point(last)}`;
  return `${asked} of ${measure.label} by ${by.label}: ${counted(total, 'point')}, highest ${point(most)}, lowest ${point(least)}${tail}.`;
}

function of(by: FieldModel | undefined, cell: Cell | undefined): string {
  return by === undefined ? '' : ` for ${writtenValue(cell, by)}`;
}

function beside(comparison: Shown['comparison'], measure: FieldModel): string {
  if (comparison?.amount === undefined || comparison.amount === null) return '';
  const { amount, label, method } = comparison;
  if (method === 'percent') return `, ${percent(amount)} ${label}`;
  const size = method === 'difference' ? writtenValue(Math.abs(amount), measure) : percent(Math.abs(amount));
  return `, ${amount < 0 ? 'down' : 'up'} ${size} ${label}`;
}

function percent(share: number): string {
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

function listed(fields: readonly FieldModel[]): string {
  return fields.map((field) => field.label).join(', ');
}

function counted(count: number, noun: string): string {
  return `${new Intl.NumberFormat('en').format(count)} ${noun}${count === 1 ? '' : 's'}`;
}
