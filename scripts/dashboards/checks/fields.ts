import type { FormulaType } from '../../formula/formula-type.ts';
import type { Dashboard, DataSet } from '../dashboard.ts';
import { judgeDashboardFormulas } from './formula-fields.ts';

/** What a column or calculated field holds; undefined when not even its formula tells. */
export type FieldKind = 'text' | 'number' | 'date' | 'boolean' | undefined;

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
  for (const { name, type } of dataSet.columns?.values() ?? []) fields.set(name, kinds[type.kind]);
  for (const { name, type } of dataSet.calculatedColumns)
    fields.set(name, type === undefined ? formulaKinds[formulas?.typeOf(name) ?? 'unknown'] : kinds[type.kind]);
  for (const { value } of dashboard.index.of('CalculatedField')) {
    const { DataSetIdentifier: identifier, Name: name } = value;
    if (identifier === dataSet.identifier && name !== undefined)
      fields.set(name, formulaKinds[formulas?.typeOf(name) ?? 'unknown']);
  }
  return fields;
}

const kinds = {
  string: 'text',
  integer: 'number',
  number: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'date',
} as const;

const formulaKinds = {
  string: 'text',
  geo: 'text',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  boolean: 'boolean',
  null: undefined,
  unknown: undefined,
} as const satisfies Record<FormulaType, FieldKind>;
