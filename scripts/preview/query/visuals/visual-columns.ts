/** Every ColumnIdentifier under a part of a definition, in order. */
export function columnsUnder(value: unknown): readonly { readonly dataSet: string; readonly name: string }[] {
  if (Array.isArray(value)) return value.flatMap(columnsUnder);
  if (typeof value !== 'object' || value === null) return [];
  const found =
    'DataSetIdentifier' in value &&
    'ColumnName' in value &&
    typeof value.DataSetIdentifier === 'string' &&
    typeof value.ColumnName === 'string'
      ? [{ dataSet: value.DataSetIdentifier, name: value.ColumnName }]
      : [];
  return [...found, ...Object.values(value).flatMap(columnsUnder)];
}

/** The data sets that a visual's fields come from. */
export function dataSetsOf(configuration: object | undefined): readonly string[] {
  const wells = configuration !== undefined && 'FieldWells' in configuration ? configuration.FieldWells : configuration;
  return [...new Set(columnsUnder(wells).map((column) => column.dataSet))];
}
