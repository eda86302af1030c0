import type * as quicksight from '@aws-sdk/client-quicksight';
import { inApiKeys } from '../bundle/in-api-keys.ts';
import type { CalculatedColumn, DataSet, DataSetColumn, Tables } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { dataSetColumnsUnknown } from '../findings/data-set-findings.ts';
import { documentWithin } from '../json/document-within.ts';
import type { PlacedJson } from '../json/placed-json.ts';
import { fitShape } from '../shape/fit-shape.ts';
import type { JsonSchema } from '../shape/json-schema.ts';
import { readSchema } from '../shape/read-schema.ts';
import { shapeFinding } from '../shape/shape-finding.ts';
import { checkColumnGroups } from './check-column-groups.ts';
import { exportedColumnType } from './exported-column-type.ts';
import { logicalColumns } from './logical-columns.ts';
import { preparedColumns } from './prepared-columns.ts';
import { type Relation, type RelationColumn, relationOf } from './relation.ts';

/** Members that only data sets as QuickSight knows them have. */
const own = ['PhysicalTableMap', 'LogicalTableMap', 'OutputColumns', 'ImportMode', 'DataPrepConfiguration'];

/** Whether a JSON value is a data set of QuickSight's, bare, in the output of DescribeDataSet or in a bundle, and where in it. */
export function findExportedDataSet(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (own.some((member) => member in value) || isBundled(value)) return [];
  return 'DataSet' in value && findExportedDataSet(value.DataSet) !== undefined ? ['DataSet'] : undefined;
}

/**
 * Reads a data set as QuickSight exports it (DescribeDataSet) or takes it (CreateDataSet).
 * @param at where in the file it stands
 * @param identifier as the definition calls it
 * @param tables the final tables: one that the data set only reads gives the page its rows
 */
export function readExportedDataSet(
  file: PlacedJson,
  at: readonly string[],
  identifier: string,
  tables: Tables,
): { dataSet: DataSet | undefined; findings: readonly DashboardFinding[] } {
  const within = documentWithin(file, at);
  const document = isBundled(within.value) ? bundled(within) : within;
  const fitted = fitShape(document.value, schemaFor(document.value), 'keep');
  const findings = fitted.problems.map((problem) => shapeFinding(problem, document));
  if (fitted.value === undefined) return { dataSet: undefined, findings };
  // The schema is made from the SDK's types, and the value fits it: members of either structure stand in DataSet or beside it.
  const exported = fitted.value as quicksight.DataSet;
  const context = { identifier, placeOf: document.placeOf };
  const prepared = exported.DataPrepConfiguration !== undefined;
  const derived = prepared ? preparedColumns(exported, context) : logicalColumns(exported, context);
  findings.push(...derived.findings);
  const relation = withOutputColumns(derived.relation, exported.OutputColumns);
  if (relation === undefined) findings.push(dataSetColumnsUnknown(document.placeOf([]), identifier));
  else findings.push(...checkColumnGroups(exported, relation, context));
  return {
    findings,
    dataSet: {
      identifier,
      table: plainTable(exported, tables),
      mode: exported.ImportMode ?? 'SPICE',
      ...splitRelation(relation),
      conditions: derived.conditions.map(({ path: expressionPath, ...condition }) => ({
        ...condition,
        expressionPath,
      })),
      roles: new Map(),
      placeOf: document.placeOf,
      placeInText: document.placeInText,
      exported,
      names: [exported.Arn, exported.DataSetId, exported.Name].filter((name) => name !== undefined),
    },
  };
}

/** A data set of an asset bundle: `{"resourceType": "dataset", "dataSetId": …, "physicalTableMap": …}`. */
function isBundled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === 'dataset';
}

/** Under the API's keys, without what bundles alone hold: the resource's type, refresh properties. */
function bundled(document: PlacedJson): PlacedJson {
  const schema = readSchema('quicksight-data-set');
  const { DataSet: described = {}, CreateDataSetRequest: request = {} } = schema.$defs ?? {};
  const properties = { ...described.properties, ...request.properties };
  const renamed = inApiKeys(document, {
    ...schema,
    $defs: { ...schema.$defs, Either: { properties } },
    $ref: '#/$defs/Either',
  });
  const members = Object.entries(renamed.value ?? {}).filter(([key]) => Object.hasOwn(properties, key));
  return { ...renamed, value: Object.fromEntries(members) };
}

/** CreateDataSet wants the account and the id, which a file in a repository does not know. */
function schemaFor(value: unknown): JsonSchema {
  const schema = readSchema('quicksight-data-set');
  const described = typeof value === 'object' && value !== null && ('Arn' in value || 'OutputColumns' in value);
  if (described) return { ...schema, $ref: '#/$defs/DataSet' };
  const request = schema.$defs?.['CreateDataSetRequest'] ?? {};
  const required = (request.required ?? []).filter((member) => member !== 'AwsAccountId' && member !== 'DataSetId');
  return { ...schema, $defs: { ...schema.$defs, CreateDataSetRequest: { ...request, required } } };
}

/** What an export says of its columns counts; the steps give roles and formulas. */
function withOutputColumns(
  relation: Relation | undefined,
  output: readonly quicksight.OutputColumn[] | undefined,
): Relation | undefined {
  if (output === undefined || output.length === 0) return relation;
  return relationOf(
    output.flatMap(({ Name: name, Id: id, Type: type }): RelationColumn[] => {
      if (name === undefined) return [];
      const known = relation?.get(name);
      const aliases = [...(known?.aliases ?? []), ...(id === undefined ? [] : [id])];
      // QuickSight says INTEGER of a column of bits.
      const own = known?.type?.kind === 'boolean' ? known.type : (exportedColumnType(type) ?? known?.type);
      return [{ name, type: own, role: known?.role, aliases, formula: known?.formula }];
    }),
  );
}

function splitRelation(relation: Relation | undefined): Pick<DataSet, 'columns' | 'calculatedColumns' | 'aliases'> {
  const columns = new Map<string, DataSetColumn>();
  const calculatedColumns: CalculatedColumn[] = [];
  const aliases = new Map<string, string>();
  for (const { name, type, role, formula, aliases: others } of relation?.values() ?? []) {
    for (const other of others) aliases.set(other, name);
    if (formula !== undefined) {
      const { expression, path: expressionPath, scope, name: nameInScope } = formula;
      calculatedColumns.push({ name, nameInScope, expression, expressionPath, scope, type, role });
    } else columns.set(name, { name, type: type ?? { kind: 'string' }, role });
  }
  return { columns: relation === undefined ? undefined : columns, calculatedColumns, aliases };
}

/** The final table that a data set reads as it is: one relational table, no step that changes rows or names. */
function plainTable(
  {
    PhysicalTableMap: physical = {},
    LogicalTableMap: logical = {},
    DataPrepConfiguration: prepared,
  }: quicksight.DataSet,
  tables: Tables,
): string | undefined {
  const [only, ...others] = Object.values(physical);
  const name = only?.RelationalTable?.Name;
  if (name === undefined || others.length > 0 || prepared !== undefined || !tables.has(name)) return undefined;
  const steps = Object.values(logical).flatMap(({ DataTransforms: transforms = [] }) => transforms);
  const plain = ['TagColumnOperation', 'UntagColumnOperation', 'ProjectOperation', 'CreateColumnsOperation'];
  return steps.every((step) => plain.some((kind) => kind in step)) ? name : undefined;
}
