import { type Finding, quote } from '../schema/finding.ts';

/** What reconciling can say itself; what is wrong with a file's content, lambda/clean says. */
export const reconcileCodes = ['unknown-dataset'] as const;
export type ReconcileCode = (typeof reconcileCodes)[number];

export const unknownDataset = (file: string): Finding<ReconcileCode> => ({
  code: 'unknown-dataset',
  severity: 'warn',
  place: { file },
  expected: 'a key that begins with the name of a dataset and a slash',
  got: quote(file.slice(0, file.indexOf('/') + 1)),
  fix: 'add datasets/<dataset>/schema.json, or remove the object',
});
