import type { FieldModel, ValueFormat } from '../model.ts';

/** A format with nothing asked for. */
export const plain: ValueFormat = {
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

export function textField(id: string, label = id): FieldModel {
  return { id, label, type: 'string', granularity: undefined, format: plain };
}

export function numberField(id: string, label = id, format: Partial<ValueFormat> = {}): FieldModel {
  return { id, label, type: 'number', granularity: undefined, format: { ...plain, kind: 'number', ...format } };
}

export function moneyField(id: string, label = id, format: Partial<ValueFormat> = {}): FieldModel {
  return numberField(id, label, { kind: 'currency', currency: 'USD', ...format });
}

export function dateField(id: string, label: string, granularity: FieldModel['granularity']): FieldModel {
  return { id, label, type: 'date', granularity, format: { ...plain, kind: 'date' } };
}
