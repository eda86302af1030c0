/** Lengths, ranges and patterns, which the SDK's declarations do not hold. */
export interface Limit {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

const id: Limit = { min: 1, max: 512, pattern: /^[\w-]+$/ };
const account: Limit = { min: 12, max: 12, pattern: /^[0-9]{12}$/ };
const longName: Limit = { min: 1, max: 2048 };
const shortName: Limit = { min: 1, max: 128 };
const ingestion: Limit = { min: 1, max: 128, pattern: /^[a-zA-Z0-9-_]+$/ };
const version: Limit = { min: 1 };
const pageSize: Limit = { min: 1, max: 100 };
const namespace: Limit = { max: 64, pattern: /^[a-zA-Z0-9._-]*$/ };
const alias: Limit = { min: 1, max: 2048, pattern: /^[\w-]+$|^\$LATEST$|^\$PUBLISHED$/ };
const description: Limit = { min: 1, max: 512 };
const tags: Limit = { min: 1, max: 200 };
const permissions: Limit = { min: 1, max: 64 };
const changes: Limit = { max: 100 };

/** Members of any request. From the pages of the operations, https://docs.aws.amazon.com/quicksight/latest/APIReference/API_Operations.html */
const ofRequests: Readonly<Record<string, Limit>> = {
  AwsAccountId: account,
  DashboardId: id,
  AnalysisId: id,
  ThemeId: id,
  TemplateId: id,
  BaseThemeId: id,
  IngestionId: ingestion,
  VersionNumber: version,
  ThemeVersionNumber: version,
  MaxResults: pageSize,
  Namespace: namespace,
  AliasName: alias,
  VersionDescription: description,
  Tags: tags,
  TagKeys: tags,
  Permissions: permissions,
  GrantPermissions: changes,
  RevokePermissions: changes,
  LinkEntities: { max: 5 },
  RecoveryWindowInDays: { min: 7, max: 30 },
  Filters: { min: 1, max: 1 },
};

/** Members of one structure, which go before those of any request. Sources: README.md, "Limits". */
const ofStructures: Readonly<Record<string, Limit>> = {
  'CreateDashboardRequest.Name': longName,
  'UpdateDashboardRequest.Name': longName,
  'CreateAnalysisRequest.Name': longName,
  'UpdateAnalysisRequest.Name': longName,
  'CreateThemeRequest.Name': longName,
  'UpdateThemeRequest.Name': longName,
  'CreateDataSetRequest.Name': shortName,
  'UpdateDataSetRequest.Name': shortName,
  'CreateDataSourceRequest.Name': shortName,
  'UpdateDataSourceRequest.Name': shortName,
  'ListUsersRequest.MaxResults': { min: 1, max: 100_000 },
  'UpdateDataSetPermissionsRequest.GrantPermissions': permissions,
  'UpdateDataSourcePermissionsRequest.GrantPermissions': permissions,
  'CreateDataSetRequest.PhysicalTableMap': { min: 0, max: 32 },
  'CreateDataSetRequest.LogicalTableMap': { min: 1, max: 64 },
  'RelationalTable.InputColumns': { min: 1, max: 2048 },
  'InputColumn.Name': { min: 1, max: 127 },
  'ResourcePermission.Principal': { min: 1, max: 256 },
  'ResourcePermission.Actions': { min: 1, max: 20 },
  'Tag.Key': { min: 1, max: 128 },
  'Tag.Value': { min: 1, max: 256 },
  'AthenaParameters.WorkGroup': { min: 1, max: 128 },
  'DashboardVersionDefinition.DataSetIdentifierDeclarations': { min: 1, max: 50 },
  'DashboardVersionDefinition.Sheets': { min: 0, max: 20 },
  'DashboardVersionDefinition.CalculatedFields': { min: 0, max: 2000 },
  'DashboardVersionDefinition.ParameterDeclarations': { min: 0, max: 400 },
  'DashboardVersionDefinition.FilterGroups': { min: 0, max: 2000 },
  'AnalysisDefinition.DataSetIdentifierDeclarations': { min: 1, max: 50 },
  'AnalysisDefinition.Sheets': { min: 0, max: 20 },
  'AnalysisDefinition.CalculatedFields': { min: 0, max: 2000 },
  'AnalysisDefinition.ParameterDeclarations': { min: 0, max: 400 },
  'AnalysisDefinition.FilterGroups': { min: 0, max: 2000 },
  'DataSetIdentifierDeclaration.Identifier': { min: 1, max: 2048 },
  'SheetDefinition.SheetId': id,
  'SheetDefinition.Name': longName,
  'SheetDefinition.Visuals': { min: 0, max: 50 },
  'FilterGroup.FilterGroupId': id,
  'FilterGroup.Filters': { min: 0, max: 20 },
  'CalculatedField.Name': shortName,
  'CalculatedField.Expression': { min: 1, max: 32_000 },
  'ColumnIdentifier.ColumnName': { min: 1, max: 127 },
  'ColumnIdentifier.DataSetIdentifier': { min: 1, max: 2048 },
  'GridLayoutElement.ColumnSpan': { min: 1, max: 36 },
  'GridLayoutElement.RowSpan': { min: 1, max: 21 },
  'GridLayoutElement.ColumnIndex': { min: 0, max: 35 },
  'GridLayoutElement.RowIndex': { min: 0, max: 9009 },
  'GridLayoutConfiguration.Elements': { min: 0, max: 430 },
};

/** The limit of a structure's member, if it has one that we know. */
export function limitOf(structure: string, member: string): Limit | undefined {
  return ofStructures[`${structure}.${member}`] ?? (structure.endsWith('Request') ? ofRequests[member] : undefined);
}
