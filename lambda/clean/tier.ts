/**
 * The three ways to read a record, fastest first. `bytes` and `strings` only ever accept a record; what either does not know or would
 * refuse falls to the next, and only `reference` (csv-parse strict, ajv with all errors) words reasons.
 */
export const tiers = ['bytes', 'strings', 'reference'] as const;
export type Tier = (typeof tiers)[number];
