import type { ParameterDeclaration } from '@aws-sdk/client-quicksight';
import type { FormulaField, FormulaParameter, FormulaScope } from '../../formula/check/formula-scope.ts';
import { type JudgedFormulas, judgeFormulas, type NamedFormula } from '../../formula/judge-formulas.ts';
import type { Dashboard, DataSet, DataSetColumn } from '../dashboard.ts';
import type { Located } from '../shape/definition-index.ts';
import { columnFormulaType } from './column-formula-type.ts';
import { dataSetWords } from './data-set-words.ts';
import { type JudgedPreparation, judgeCalculatedColumns } from './judge-calculated-columns.ts';

/** A calculated field of the definition, with its place. */
export interface LocatedFormula extends NamedFormula {
  readonly path: Located<unknown>['path'];
}

/** The formulas of one data set: those of its own file, and those that the definition adds. */
export interface DataSetFormulas {
  readonly dataSet: DataSet | undefined;
  readonly prepared: JudgedPreparation;
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
  const declared = (dashboard.definition.DataSetIdentifierDeclarations ?? []).flatMap(({ Identifier: id }) => id ?? []);
  const identifiers = new Set([...dashboard.dataSets.keys(), ...declared, ...fields.keys()]);
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
  parameters: FormulaScope['parameters'],
): DataSetFormulas {
  const dataSet = dashboard.dataSets.get(identifier);
  const calculatedColumns = (dataSet?.calculatedColumns ?? []).map(
    ({ name, expression: text, expressionPath: path }): LocatedFormula => ({ name, text, path }),
  );
  const columns = dataSet?.columns === undefined ? undefined : columnsOf(dataSet.columns);
  const scope = { columnsOf: dataSetWords(dashboard, identifier), spice: dataSet && dataSet.mode === 'SPICE' };
  const preparation: FormulaScope = {
    ...scope,
    place: 'data-set',
    columns,
    parameters: dataSetParameters(dataSet),
    parametersOf: 'the data set, whose calculated columns see none of the definition',
  };
  const prepared = judgeCalculatedColumns(dataSet?.calculatedColumns ?? [], preparation, dataSet?.conditions);
  const analysis: FormulaScope = {
    ...scope,
    place: 'analysis',
    columns: columns && withFields(columns, calculatedColumns, prepared),
    aliases: dataSet?.aliases,
    parameters,
    parametersOf: 'ParameterDeclarations',
  };
  const analysed = judgeFormulas(calculated, analysis);
  return { dataSet, prepared, calculatedColumns, analysed, calculatedFields: calculated };
}

/** Expressions that belong to no data set, or to an unknown one: the parameters alone are known to them. */
export function judgeWithoutDataSet(dashboard: Dashboard): JudgedFormulas {
  return judgeFormulas([], {
    place: 'analysis',
    spice: undefined,
    columns: undefined,
    columnsOf: 'the data set',
    parameters: parametersOf(dashboard),
    parametersOf: 'ParameterDeclarations',
  });
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
  judged: Pick<JudgedFormulas, 'field'>,
): ReadonlyMap<string, FormulaField> {
  const calculated = formulas.map(({ name }) => [name, judged.field(name)] as const);
  return new Map([
    ...columns,
    ...calculated.flatMap(([name, field]) => (field === undefined ? [] : [[name, field] as const])),
  ]);
}

function columnsOf(columns: ReadonlyMap<string, DataSetColumn>): ReadonlyMap<string, FormulaField> {
  return new Map(
    [...columns].map(([name, column]) => [name, { type: columnFormulaType(column.type, column.role), level: 'row' }]),
  );
}

/** The definition's parameters: their types, and whether they hold several values; undefined where one was left out. */
function parametersOf(dashboard: Dashboard): ReadonlyMap<string, FormulaParameter> | undefined {
  if (dashboard.index.hasLost(['ParameterDeclarations'], 2)) return undefined;
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

/** Parameters that an exported data set declares itself. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_DatasetParameter.html */
function dataSetParameters(dataSet: DataSet | undefined): ReadonlyMap<string, FormulaParameter> {
  const declared = dataSet?.exported?.DatasetParameters ?? [];
  return new Map(
    declared.flatMap((one): [string, FormulaParameter][] => {
      const { StringDatasetParameter: text, IntegerDatasetParameter: integer } = one;
      const { DecimalDatasetParameter: decimal, DateTimeDatasetParameter: date } = one;
      const { Name: name, ValueType } = text ?? integer ?? decimal ?? date ?? {};
      if (name === undefined) return [];
      const type =
        text !== undefined ? 'string' : integer !== undefined ? 'integer' : decimal !== undefined ? 'decimal' : 'date';
      return [[name, { type, several: ValueType === 'MULTI_VALUED' }]];
    }),
  );
}
