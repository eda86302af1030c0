/** The schemas that are made, by the name of their file, each with the structures that it begins from; the first is the root. */
export const schemaRoots = {
  'dashboard-definition': ['DashboardVersionDefinition', 'AnalysisDefinition', 'TemplateVersionDefinition'],
  'quicksight-data-set': ['CreateDataSetRequest', 'DataSet'],
  'quicksight-data-source': ['CreateDataSourceRequest', 'DataSource'],
  'quicksight-theme': ['CreateThemeRequest', 'Theme'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

/** A schema made from the SDK, by the name of its file in schema/. */
export type SdkSchemaName = keyof typeof schemaRoots;
