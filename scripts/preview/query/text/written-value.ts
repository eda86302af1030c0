import type { Cell, FieldModel } from '../../model.ts';

const granularities: Readonly<Record<string, number>> = {
  YEAR: 4,
  MONTH: 7,
  QUARTER: 7,
  WEEK: 10,
  DAY: 10,
  HOUR: 16,
  MINUTE: 16,
};

/** A cell in a sentence for a screen reader: English digits, at most two decimals, dates as short as their granularity. */
export function writtenValue(cell: Cell | undefined, field: FieldModel | undefined): string {
  if (cell === null || cell === undefined) return 'no value';
  if (typeof cell === 'number') return writtenNumber(cell, field);
  if (field?.type === 'date' && typeof cell === 'string')
    return cell.slice(0, granularities[field.granularity ?? 'DAY'] ?? 19).replace('T', ' ');
  return String(cell);
}

function writtenNumber(value: number, field: FieldModel | undefined): string {
  const { kind, currency, decimals, thousands = true } = field?.format ?? {};
  const digits = { maximumFractionDigits: decimals ?? 2, minimumFractionDigits: 0, useGrouping: thousands };
  if (kind === 'percent') return new Intl.NumberFormat('en', { style: 'percent', ...digits }).format(value);
  const text = new Intl.NumberFormat('en', digits).format(value);
  return kind === 'currency' && currency !== undefined ? `${text} ${currency}` : text;
}
