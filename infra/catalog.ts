import type { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { DatasetSchema } from '../lambda/schema/dataset-schema.ts';
import type { Lake } from './lake.ts';

export type Databases = Readonly<Record<'processed' | 'final' | 'discovered', CfnDatabase>>;

const descriptions = {
  processed: 'Clean rows of the datasets as text, for exploring. Made from schemas.',
  final: 'Final tables. Made by the job and by sluice catalog.',
  discovered: 'What the crawler found. Nothing depends on it.',
} as const;

/**
 * A table of text over a dataset's clean files: types are the final tables' business, and a crawler's guess of them would change with the
 * data. Fields that hold a newline are cut by this SerDe (https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html); Spark reads them whole.
 */
function textTable({ names, environment }: Lake, { name, title, description, columns }: DatasetSchema) {
  const serde = 'org.apache.hadoop.hive.serde2.OpenCSVSerde';
  return {
    catalogId: environment.account,
    databaseName: names.databases.processed,
    tableInput: {
      name,
      description: `${title}. ${description}`.slice(0, 2048),
      tableType: 'EXTERNAL_TABLE',
      parameters: { classification: 'csv', 'skip.header.line.count': '1', EXTERNAL: 'TRUE' },
      storageDescriptor: {
        location: `s3://${names.bucket('processed')}/${name}/`,
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: {
          serializationLibrary: serde,
          parameters: { separatorChar: ',', quoteChar: '"', escapeChar: '"' },
        },
        columns: columns
          .filter(({ sensitive }) => sensitive !== 'drop')
          .map((column) => ({ name: column.name, type: 'string', comment: (column.description ?? '').slice(0, 255) })),
      },
    },
  };
}

/** Makes the databases, and the table of each dataset that the repository has. */
export function addCatalog(stack: Stack, lake: Lake): Databases {
  const { names, environment, folders } = lake;
  const database = (which: keyof Databases) =>
    new CfnDatabase(stack, `Database-${which}`, {
      catalogId: environment.account,
      databaseInput: {
        name: names.databases[which],
        description: descriptions[which],
        // Not S3's business either: without this, IAMAllowedPrincipals may read each new table, and filters are inert.
        createTableDefaultPermissions: [],
        ...(which === 'final' ? { locationUri: `s3://${names.bucket('final')}/` } : {}),
      },
    });
  const databases = { processed: database('processed'), final: database('final'), discovered: database('discovered') };
  for (const schema of folders.datasets) {
    const table = new CfnTable(stack, `Table-${schema.name}`, textTable(lake, schema));
    table.addResourceDependency(databases.processed);
  }
  return databases;
}
