/** A query that Athena's console offers to everybody of a workgroup. */
export interface NamedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** What people ask first: what there is, how the files fared, and what was set aside and why. Only of tables that the repository has. */
export function namedQueries(database: string, tables: readonly string[]): readonly NamedQuery[] {
  const queries = [
    {
      name: 'tables',
      description: 'Every final table with its columns',
      sql: `SELECT table_name, column_name, data_type, comment\nFROM information_schema.columns\nWHERE table_schema = '${database}'\nORDER BY table_name, ordinal_position`,
    },
    {
      name: 'files',
      table: 'pipeline_files',
      description: 'How each file fared on the way in',
      sql: `SELECT *\nFROM "${database}"."pipeline_files"\nLIMIT 1000`,
    },
    {
      name: 'rejects',
      table: 'pipeline_rejects',
      description: 'Why rows were set aside',
      sql: `SELECT *\nFROM "${database}"."pipeline_rejects"\nLIMIT 1000`,
    },
  ];
  return queries
    .filter(({ table }) => table === undefined || tables.includes(table))
    .map(({ name, description, sql }) => ({ name, description, sql }));
}
