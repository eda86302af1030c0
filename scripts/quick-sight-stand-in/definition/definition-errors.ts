import type { DashboardError, DashboardErrorType, DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import { type DataSetColumn, outputColumns } from '../operations/output-columns.ts';
import { arnOf, type Service } from '../service.ts';
import { type Found, walkDefinition } from './walk-definition.ts';

/** The columns of a declared data set; undefined when the stand-in does not know them. */
interface Declared {
  readonly arn: string;
  readonly columns: readonly DataSetColumn[] | undefined;
  readonly calculated: ReadonlySet<unknown>;
}

/**
 * The errors that a version gets for its definition, against the data sets of this moment.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_DashboardError.html has the types; README.md, "Errors of a version", what
 * each stands for here.
 */
export function definitionErrors(definition: DashboardVersionDefinition, service: Service): DashboardError[] {
  const byType = walkDefinition(definition);
  const of = (type: string): readonly Found[] => byType.get(type) ?? [];
  const errors: DashboardError[] = [];
  const report = (type: DashboardErrorType | 'FILTER_SOURCE_PARAMETER_NOT_FOUND', message: string, entity: string) => {
    const known = errors.find((error) => error.Type === type && error.Message === message);
    if (known !== undefined) known.ViolatedEntities?.push({ Path: entity });
    // The service gives this type, which the SDK's enum lacks.
    else errors.push({ Type: type as DashboardErrorType, Message: message, ViolatedEntities: [{ Path: entity }] });
  };

  const declared = new Map<unknown, Declared>();
  for (const { value, entity } of of('DataSetIdentifierDeclaration')) {
    const arn = String(value['DataSetArn']);
    const dataSet = Object.values(service.state.dataSets).find(({ id }) => arnOf(service, 'dataset', id) === arn);
    if (dataSet === undefined) report('DATA_SET_NOT_FOUND', `DataSet '${arn}' is not found.`, entity);
    const calculated = of('CalculatedField').filter(
      (field) => field.value['DataSetIdentifier'] === value['Identifier'],
    );
    declared.set(value['Identifier'], {
      arn,
      columns: dataSet && outputColumns(dataSet.settings),
      calculated: new Set(calculated.map((field) => field.value['Name'])),
    });
  }

  for (const { value, entity } of [...of('ColumnIdentifier'), ...of('CalculatedField')]) {
    if (declared.has(value['DataSetIdentifier'])) continue;
    report('DATA_SET_NOT_FOUND', `DataSet identifier '${value['DataSetIdentifier']}' is not declared.`, entity);
  }
  for (const { value, entity } of of('ColumnIdentifier')) {
    const dataSet = declared.get(value['DataSetIdentifier']);
    const name = value['ColumnName'];
    if (dataSet?.columns === undefined || dataSet.calculated.has(name)) continue;
    if (dataSet.columns.some((column) => column.name === name)) continue;
    report('COLUMN_REPLACEMENT_MISSING', `Required column '${name}' is missing in data set '${dataSet.arn}'`, entity);
  }
  checkTypes(of, declared, report);
  checkParameters(byType, report);
  return errors;
}

type Report = (type: DashboardErrorType | 'FILTER_SOURCE_PARAMETER_NOT_FOUND', message: string, entity: string) => void;

/** Fields and filters that take one type of column only. */
const takes: Readonly<Record<string, readonly string[]>> = {
  NumericalDimensionField: ['INTEGER', 'DECIMAL'],
  NumericalMeasureField: ['INTEGER', 'DECIMAL'],
  DateDimensionField: ['DATETIME'],
  DateMeasureField: ['DATETIME'],
  TimeRangeFilter: ['DATETIME'],
  TimeEqualityFilter: ['DATETIME'],
  RelativeDatesFilter: ['DATETIME'],
  NumericRangeFilter: ['INTEGER', 'DECIMAL'],
  NumericEqualityFilter: ['INTEGER', 'DECIMAL'],
};

/** Roles that a map's geographic field may have. */
const geographic = new Set(['COUNTRY', 'STATE', 'COUNTY', 'CITY', 'POSTCODE', 'LATITUDE', 'LONGITUDE']);

function checkTypes(
  of: (type: string) => readonly Found[],
  declared: ReadonlyMap<unknown, Declared>,
  report: Report,
): void {
  for (const [type, allowed] of Object.entries(takes)) {
    for (const { value, entity } of of(type)) {
      const { column, name } = columnOf(value, declared);
      // What type an expression has is not known, so a created column fits everywhere.
      if (column === undefined || column.created === true || allowed.includes(column.type)) continue;
      report(
        'COLUMN_TYPE_MISMATCH',
        `Column '${name}' of type ${column.type} can't be used as ${allowed.join(' or ')}.`,
        entity,
      );
    }
  }
  const wells = [...of('GeospatialMapAggregatedFieldWells'), ...of('FilledMapAggregatedFieldWells')];
  for (const { value, entity } of wells) {
    const fields = value['Geospatial'];
    for (const field of Array.isArray(fields) ? fields : []) {
      for (const dimension of Object.values(field)) {
        const { column, name } = columnOf(dimension, declared);
        if (column === undefined || column.created === true || geographic.has(column.geographicRole ?? '')) continue;
        report('COLUMN_GEOGRAPHIC_ROLE_MISMATCH', `Column '${name}' has no geographic role.`, entity);
      }
    }
  }
}

function columnOf(structure: unknown, declared: ReadonlyMap<unknown, Declared>) {
  const identifier = member(structure, 'Column');
  const name = member(identifier, 'ColumnName');
  const dataSet = declared.get(member(identifier, 'DataSetIdentifier'));
  const calculated = dataSet?.calculated.has(name) === true;
  return { name, column: calculated ? undefined : dataSet?.columns?.find((column) => column.name === name) };
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;

function checkParameters(byType: ReadonlyMap<string, readonly Found[]>, report: Report): void {
  const declarations = [...byType].filter(([type]) =>
    /^(String|Integer|Decimal|DateTime)ParameterDeclaration$/.test(type),
  );
  const names = new Set(declarations.flatMap(([, structures]) => structures.map(({ value }) => value['Name'])));
  for (const [type, structures] of byType) {
    for (const { value, entity } of structures) {
      const name = value['ParameterName'] ?? value['SourceParameterName'];
      if (typeof name === 'string' && !names.has(name)) {
        if (entity.startsWith('filter-group/')) {
          report(
            'FILTER_SOURCE_PARAMETER_NOT_FOUND',
            'The filter is using a parameter that has been deleted. Choose a new parameter and save changes.',
            entity,
          );
        } else report('PARAMETER_NOT_FOUND', `Parameter '${name}' is not found.`, entity);
      }
      if (type === 'CalculatedField') {
        for (const used of parametersIn(String(value['Expression']))) {
          if (!names.has(used)) report('PARAMETER_NOT_FOUND', `Parameter '${used}' is not found.`, entity);
        }
      }
    }
  }
  for (const [type, structures] of declarations) {
    for (const { value, entity } of structures) checkDefaults(type, value, entity, report);
  }
}

/** Level-aware calculations take these by the same sign. https://docs.aws.amazon.com/quicksight/latest/user/level-aware-calculations.html */
const notParameters = new Set(['visualDimensions']);

function parametersIn(expression: string): string[] {
  const withoutText = expression.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  return [...withoutText.matchAll(/\$\{([^}]+)\}/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !notParameters.has(name));
}

/** A parameter of one value has one default at most. */
function checkDefaults(type: string, value: Readonly<Record<string, unknown>>, entity: string, report: Report): void {
  const values = member(value['DefaultValues'], 'StaticValues');
  if (!Array.isArray(values)) return;
  if (value['ParameterValueType'] === 'SINGLE_VALUED' && values.length > 1) {
    const message = `Parameter '${value['Name']}' takes one value, got ${values.length}.`;
    report('PARAMETER_VALUE_INCOMPATIBLE', message, entity);
  }
  if (type === 'IntegerParameterDeclaration' && values.some((each) => !Number.isInteger(each))) {
    report('PARAMETER_VALUE_INCOMPATIBLE', `Parameter '${value['Name']}' takes whole numbers.`, entity);
  }
}
