import type { ColumnType } from '../../../lambda/schema/column-type.ts';
import type { FormulaType } from '../../formula/formula-type.ts';
import type { ColumnRole } from '../dashboard.ts';

/**
 * A column's type in formulas. Text with a geographic role is geo; latitudes and longitudes stay numbers.
 * @param type undefined: nobody knows it
 */
export function columnFormulaType(type: ColumnType | undefined, role: ColumnRole | undefined): FormulaType {
  if (type === undefined) return 'unknown';
  const formulaType = types[type.kind];
  return formulaType === 'string' && role !== undefined ? 'geo' : formulaType;
}

const types = {
  string: 'string',
  integer: 'integer',
  number: 'decimal',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'date',
} as const satisfies Record<ColumnType['kind'], FormulaType>;
