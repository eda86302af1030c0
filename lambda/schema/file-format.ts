import type { DatasetSchema } from './dataset-schema.ts';
import { isObject } from './subschemas.ts';

/** The format that a file's ending stands for, `.gz` aside. @returns undefined for an ending that says nothing */
export function formatOfFile(file: string): DatasetSchema['format'] | undefined {
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'tsv' || ending === 'txt') return 'csv';
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson';
  return ending === 'json' ? 'json' : undefined;
}

/** The schema as it holds for one file: a format that the schema does not declare is the one of the file's ending. */
export function schemaForFile(schema: DatasetSchema, file: string): DatasetSchema {
  const own = schema.json['x-sluice'];
  if (isObject(own) && 'format' in own) return schema;
  return { ...schema, format: formatOfFile(file) ?? schema.format };
}
