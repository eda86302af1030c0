import type { Dashboard, DataSet } from '../dashboard.ts';

/** What a column or calculated field holds; undefined when only the formula's types would tell. */
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
  const fields = new Map<string, FieldKind>();
  for (const { name, type } of dataSet.columns?.values() ?? []) fields.set(name, kinds[type.kind]);
  for (const { name, type } of dataSet.calculatedColumns)
    fields.set(name, type === undefined ? type : kinds[type.kind]);
  for (const { value } of dashboard.index.of('CalculatedField')) {
    if (value.DataSetIdentifier === dataSet.identifier && value.Name !== undefined) fields.set(value.Name, undefined);
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
