import type { Limits } from '../schema/limits.ts';

export type { Limits } from '../schema/limits.ts';

/** What holds where neither the schema nor the caller says otherwise; the defaults in dataset.schema.json are these. */
export const defaultLimits: Limits = {
  recordLength: 1_048_576,
  columns: 16_384,
  jsonDepth: 64,
  inflatedBytes: 64 * 1024 ** 3,
  inflateRatio: 250,
  keyBytes: 128 * 1024 ** 2,
};
