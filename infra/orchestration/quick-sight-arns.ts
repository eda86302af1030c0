import type { Lake } from '../lake.ts';

/** Every data set of the account, and every refresh of one. */
export const quickSightArns = ({ names }: Lake) => [
  names.arn('quicksight', 'dataset/*'),
  names.arn('quicksight', 'dataset/*/ingestion/*'),
];
