import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import type { Layout } from './layout/sniff-layout.ts';
import type { NamedColumn } from './name-columns.ts';

/**
 * A schema by which everything is text that may be null, so that clean reads a file's records and judges nothing of their values.
 * @param columns in the order of the header where they are read by place
 */
export function textSchema(name: string, columns: readonly NamedColumn[], layout: Layout): DatasetSchema {
  const byPlace = layout.header === undefined || columns.some((column) => column.byPlace);
  const skipped = layout.header !== undefined && byPlace ? layout.headerLines : 0;
  const json = {
    type: 'object',
    'x-sluice': {
      format: 'csv',
      tolerance: 1,
      unknownColumns: 'drop',
      dialect: {
        delimiter: layout.delimiter,
        quote: layout.quote,
        header: !byPlace,
        skipLines: layout.skipLines + skipped,
        ...(layout.comment === undefined ? {} : { comment: layout.comment }),
      },
    },
    properties: Object.fromEntries(
      columns.map(({ name: column, header }) => [
        column,
        { type: ['string', 'null'], ...(header === undefined || byPlace ? {} : { 'x-sluice': { aliases: [header] } }) },
      ]),
    ),
  };
  const parsed = parseDatasetSchema(JSON.stringify(json), { name, file: 'draft' });
  if ('schema' in parsed) return parsed.schema;
  throw new TypeError(`a schema of text alone was refused: ${JSON.stringify(parsed.findings)}`);
}
