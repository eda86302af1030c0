import type { PriceName } from './price-list.ts';

export const services = [
  'Lambda',
  'Glue',
  'S3',
  'Athena',
  'QuickSight',
  'CloudWatch',
  'KMS, Secrets Manager',
  'SQS, DynamoDB, Step Functions',
  'CloudTrail',
] as const;
export type Service = (typeof services)[number];

/** So much of what a price is for. */
export interface Usage {
  readonly service: Service;
  /** What it is for, as a reader of the bill would ask. */
  readonly what: string;
  readonly quantity: number;
  readonly price: PriceName;
}
