import type { DatasetSchema } from './dataset-schema.ts';

/** What decides who may see a dataset. */
export type Seen = Pick<DatasetSchema, 'source' | 'readers'> & {
  readonly columns: readonly Pick<DatasetSchema['columns'][number], 'readers' | 'sensitive'>[];
};

/**
 * Whether whoever reads a dataset's processed files sees nothing that the schema keeps from anybody: no readers are named, no column is
 * sensitive, and it is no record that the lake keeps of other datasets.
 */
export const isOpenToAll = ({ source, readers, columns }: Seen): boolean =>
  source !== 'lake' &&
  readers.length === 0 &&
  columns.every((column) => column.readers.length === 0 && column.sensitive === undefined);
