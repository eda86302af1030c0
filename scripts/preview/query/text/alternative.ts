import type { Cell, FieldModel, VisualModel } from '../../model.ts';
import { writtenValue } from './written-value.ts';

type Shown = Pick<VisualModel, 'kind' | 'result'> & {
  readonly category?: number | undefined;
  readonly value?: number | undefined;
};

/**
 * One sentence for a screen reader: what a visual shows, and its greatest, least and last values.
 * @param asked what a person calls the visual: `Bar chart`
 */
export function alternativeText(asked: string, { result, category, value }: Shown): string {
  const { fields, rows, total } = result;
  const measure = value === undefined ? undefined : fields[value];
  const by = category === undefined ? undefined : fields[category];
  if (rows.length === 0) return `${asked}: no data.`;
  if (value === undefined || measure === undefined) return `${asked} of ${listed(fields)}: ${counted(total, 'row')}.`;
  if (category === undefined || by === undefined || rows.length === 1) {
    return `${asked}: ${measure.label} is ${writtenValue(rows[0]?.[value], measure)}${of(by, rows[0]?.[category ?? 0])}.`;
  }
  const known = rows.flatMap((row) =>
    typeof row[value] === 'number' ? [{ name: row[category], figure: row[value] }] : [],
  );
  if (known.length === 0)
    return `${asked} of ${measure.label} by ${by.label}: ${counted(total, 'row')}, none with a value.`;
  const most = known.reduce((best, each) => (each.figure > best.figure ? each : best));
  const least = known.reduce((best, each) => (each.figure < best.figure ? each : best));
  const point = ({ name, figure }: { name: Cell | undefined; figure: number }): string =>
    `${writtenValue(figure, measure)} (${writtenValue(name, by)})`;
  const last = by.type === 'date' ? known.at(-1) : undefined;
  const tail = last === undefined ? '' : `, last ${point(last)}`;
  return `${asked} of ${measure.label} by ${by.label}: ${counted(total, 'point')}, highest ${point(most)}, lowest ${point(least)}${tail}.`;
}

function of(by: FieldModel | undefined, cell: Cell | undefined): string {
  return by === undefined ? '' : ` for ${writtenValue(cell, by)}`;
}

function listed(fields: readonly FieldModel[]): string {
  return fields.map((field) => field.label).join(', ');
}

function counted(count: number, noun: string): string {
  return `${new Intl.NumberFormat('en').format(count)} ${noun}${count === 1 ? '' : 's'}`;
}
