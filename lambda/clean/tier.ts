/**
 * The three ways to read a record, fastest first. `bytes` only ever accepts a record; what it does not know or would refuse falls to
 * `strings`, and what that can't read to `reference` (csv-parse strict). What the latter two read, one judge decides and words.
 */
export const tiers = ['bytes', 'strings', 'reference'] as const;
export type Tier = (typeof tiers)[number];
