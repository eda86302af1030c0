import type { ParameterDeclaration } from '@aws-sdk/client-quicksight';
import type { ColumnType } from '../../../lambda/schema/column-type.ts';
import type { FormulaField, FormulaParameter, FormulaScope } from '../../formula/check/formula-scope.ts';
import type { FormulaType } from '../../formula/formula-type.ts';
import { type JudgedFormulas, judgeFormulas, type NamedFormula } from '../../formula/judge-formulas.ts';
import type { Dashboard, DataSet, DataSetColumn } from '../dashboard.ts';
import type { Located } from '../shape/definition-index.ts';
import { dataSetWords } from './check-columns.ts';

/** A calculated field of the definition, with its place. */
export interface LocatedFormula extends NamedFormula {
  readonly path: Located<unknown>['path'];
}

/** The formulas of one data set: those of its own file, and those that the definition adds. */
export interface DataSetFormulas {
  readonly dataSet: DataSet | undefined;
  readonly prepared: JudgedFormulas;
  /** Calculated columns in the order of the data set's file. */
  readonly calculatedColumns: readonly LocatedFormula[];
  /** Knows every field of the data set: ask it for `levelOf` and `typeOf`. */
  readonly analysed: JudgedFormulas;
  /** Calculated fields in the order of the definition. */
  readonly calculatedFields: readonly LocatedFormula[];
}

const judgedDashboards = new WeakMap<Dashboard, ReadonlyMap<string, DataSetFormulas>>();

/**
 * Formulas by data set identifier, judged: what they say, and of what type and level each field is. A dashboard is judged once,
 * however many checks ask.
 */
export function judgeDashboardFormulas(dashboard: Dashboard): ReadonlyMap<string, DataSetFormulas> {
  const judged = judgedDashboards.get(dashboard) ?? judgeAll(dashboard);
  judgedDashboards.set(dashboard, judged);
  return judged;
}

function judgeAll(dashboard: Dashboard): ReadonlyMap<string, DataSetFormulas> {
  const fields = Map.groupBy(calculatedFields(dashboard), ({ identifier }) => identifier);
  const identifiers = new Set([...dashboard.dataSets.keys(), ...fields.keys()]);
  const parameters = parametersOf(dashboard);
  const judge = (identifier: string): [string, DataSetFormulas] => [
    identifier,
    judgeDataSet(dashboard, identifier, fields.get(identifier) ?? [], parameters),
  ];
  return new Map([...identifiers].map(judge));
}

function judgeDataSet(
  dashboard: Dashboard,
  identifier: string,
  calculated: readonly LocatedFormula[],
  parameters: ReadonlyMap<string, FormulaParameter>,
): DataSetFormulas {
  const dataSet = dashboard.dataSets.get(identifier);
  const calculatedColumns = (dataSet?.calculatedColumns ?? []).map(
    ({ name, expression }, index): LocatedFormula => ({
      name,
      text: expression,
      path: ['calculatedColumns', index, 'expression'],
    }),
  );
  const columns = dataSet?.columns === undefined ? undefined : columnsOf(dataSet.columns);
  const scope = { columnsOf: dataSetWords(dashboard, identifier), spice: dataSet && dataSet.mode === 'SPICE' };
  const preparation: FormulaScope = {
    ...scope,
    place: 'data-set',
    columns,
    parameters: new Map(),
    parametersOf: 'the data set, whose calculated columns see none of the definition',
  };
  const prepared = judgeFormulas(calculatedColumns, preparation);
  const analysis: FormulaScope = {
    ...scope,
    place: 'analysis',
    columns: columns && withFields(columns, calculatedColumns, prepared),
    parameters,
    parametersOf: 'ParameterDeclarations',
  };
  const analysed = judgeFormulas(calculated, analysis);
  return { dataSet, prepared, calculatedColumns, analysed, calculatedFields: calculated };
}

function calculatedFields(dashboard: Dashboard): readonly (LocatedFormula & { readonly identifier: string })[] {
  return dashboard.index.of('CalculatedField').flatMap(({ value, path }) => {
    const { Expression: text, DataSetIdentifier: identifier, Name: name } = value;
    if (text === undefined || identifier === undefined) return [];
    return [{ name: name ?? '', text, identifier, path: [...path, 'Expression'] }];
  });
}

function withFields(
  columns: ReadonlyMap<string, FormulaField>,
  formulas: readonly NamedFormula[],
  judged: JudgedFormulas,
): ReadonlyMap<string, FormulaField> {
  const calculated = formulas.map(({ name }) => [name, judged.field(name)] as const);
  return new Map([
    ...columns,
    ...calculated.flatMap(([name, field]) => (field === undefined ? [] : [[name, field] as const])),
  ]);
}

function columnsOf(columns: ReadonlyMap<string, DataSetColumn>): ReadonlyMap<string, FormulaField> {
  return new Map([...columns].map(([name, column]) => [name, { type: typeOf(column), level: 'row' }]));
}

/** A column's type in formulas. Text with a geographic role is geo; latitudes and longitudes stay numbers. */
function typeOf({ type, role }: DataSetColumn): FormulaType {
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

/** The definition's parameters: their types, and whether they hold several values. */
function parametersOf(dashboard: Dashboard): ReadonlyMap<string, FormulaParameter> {
  return new Map(dashboard.index.of('ParameterDeclaration').flatMap(({ value }) => parameterOf(value)));
}

function parameterOf(declaration: ParameterDeclaration): [string, FormulaParameter][] {
  const {
    StringParameterDeclaration: text,
    IntegerParameterDeclaration: integer,
    DecimalParameterDeclaration: decimal,
    DateTimeParameterDeclaration: date,
  } = declaration;
  const several = (text ?? integer ?? decimal)?.ParameterValueType === 'MULTI_VALUED';
  const declared = text ?? integer ?? decimal ?? date;
  if (declared?.Name === undefined) return [];
  const type =
    text !== undefined ? 'string' : integer !== undefined ? 'integer' : decimal !== undefined ? 'decimal' : 'date';
  return [[declared.Name, { type, several }]];
}
