import type { Cell, FieldModel, ValueFormat } from '../../model.ts';
import { formatDate } from './format-date.ts';
import { formatNumber } from './format-number.ts';

/** The dash that stands for null where the definition names no text of its own. */
export const nullMark = '–';

/** A format that shows whatever comes: grouped numbers with at most two decimals, dates by granularity. */
export const plainFormat: ValueFormat = {
  kind: 'text',
  decimals: undefined,
  currency: undefined,
  scale: undefined,
  prefix: '',
  suffix: '',
  thousands: true,
  negative: 'minus',
  nullText: '',
  pattern: undefined,
};

/** A cell as a person reads it, by its field's format. */
export function formatValue(cell: Cell, field: Pick<FieldModel, 'format' | 'granularity' | 'type'>): string {
  const { format } = field;
  if (cell === null) return format.nullText === '' ? nullMark : format.nullText;
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (typeof cell === 'number') {
    return format.kind === 'text' ? `${format.prefix}${cell}${format.suffix}` : formatNumber(cell, format);
  }
  if (field.type === 'date') {
    const text = formatDate(cell, { granularity: field.granularity, pattern: format.pattern });
    return `${format.prefix}${text}${format.suffix}`;
  }
  return `${format.prefix}${cell}${format.suffix}`;
}

/** The same, short enough for an axis: large numbers are scaled unless the format says how. */
export function formatTick(cell: Cell, field: Pick<FieldModel, 'format' | 'granularity' | 'type'>): string {
  if (typeof cell !== 'number') return formatValue(cell, field);
  const format = { ...field.format, kind: field.format.kind === 'text' ? 'number' : field.format.kind } as const;
  return formatNumber(cell, { ...format, scale: format.scale ?? 'auto', decimals: undefined }, 3);
}

/** The same for a figure beside its mark: with the decimals that the format asks for, scaled only where it would be long. */
export function formatLabel(cell: Cell, field: Pick<FieldModel, 'format' | 'granularity' | 'type'>): string {
  const { decimals, scale } = field.format;
  const asked =
    decimals !== undefined && (scale !== undefined || (typeof cell === 'number' && Math.abs(cell) < 10_000));
  return asked ? formatValue(cell, field) : formatTick(cell, field);
}

/** Null, empty and missing category members need a name: an axis can't show nothing. */
export function formatMember(cell: Cell, field: Pick<FieldModel, 'format' | 'granularity' | 'type'>): string {
  if (cell === null) return field.format.nullText === '' ? 'No value' : field.format.nullText;
  return cell === '' ? 'Empty text' : formatValue(cell, field);
}
