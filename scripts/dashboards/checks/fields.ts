import type { ColumnType } from '../../../lambda/schema/column-type.ts';
import { groupOf, type TypeGroup } from '../../formula/formula-type.ts';
import type { Dashboard, DataSet } from '../dashboard.ts';
import { columnFormulaType } from './column-formula-type.ts';
import { judgeDashboardFormulas } from './formula-fields.ts';

/** What a column or calculated field holds; undefined when not even its formula tells. */
export type FieldKind = TypeGroup | undefined;

/** The names that visuals and filters may use, for one data set: its columns, then what is calculated. */
export type Fields = ReadonlyMap<string, FieldKind>;

/** Fields by data set identifier, without the data sets whose table is unknown. */
export function fieldsByDataSet(dashboard: Dashboard): ReadonlyMap<string, Fields> {
  const known = [...dashboard.dataSets.values()].flatMap((dataSet): [string, Fields][] =>
    dataSet.columns === undefined ? [] : [[dataSet.identifier, fieldsOf(dataSet, dashboard)]],
  );
  return new Map(known);
}

function fieldsOf(dataSet: DataSet, dashboard: Dashboard): Fields {
  const formulas = judgeDashboardFormulas(dashboard).get(dataSet.identifier)?.analysed;
  const fields = new Map<string, FieldKind>();
  const ofFormula = (name: string): FieldKind => groupOf(formulas?.typeOf(name) ?? 'unknown');
  const ofColumn = (type: ColumnType): FieldKind => groupOf(columnFormulaType(type, undefined));
  for (const { name, type } of dataSet.columns?.values() ?? []) fields.set(name, ofColumn(type));
  for (const { name, type } of dataSet.calculatedColumns)
    fields.set(name, type === undefined ? ofFormula(name) : ofColumn(type));
  for (const { value } of dashboard.index.of('CalculatedField')) {
    const { DataSetIdentifier: identifier, Name: name } = value;
    if (identifier === dataSet.identifier && name !== undefined) fields.set(name, ofFormula(name));
  }
  return fields;
}
