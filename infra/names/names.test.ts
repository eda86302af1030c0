import { expect, it } from 'vitest';
import { bucketStems, namesOf, roleUses } from './names.ts';

const longest = { name: 'abcdefghijkl', account: '123456789012', region: 'ap-southeast-2' };
const names = namesOf(longest);

it('are short enough for S3, IAM and Secrets Manager at their longest', () => {
  for (const use of Object.keys(bucketStems) as (keyof typeof bucketStems)[]) {
    expect(names.bucket(use)).toMatch(/^[a-z0-9-]{3,63}$/);
  }
  for (const use of [...roleUses, `reader-${'x'.repeat(16)}` as const]) {
    expect(names.role(use).length).toBeLessThanOrEqual(64);
  }
  expect(names.databases.discovered).toBe('sluice_abcdefghijkl_discovered');
});

it('differ between environments, accounts and regions, and no environment’s pattern covers another’s names', () => {
  const others = [
    { ...longest, name: 'other' },
    { ...longest, account: '210987654321' },
    { ...longest, region: 'eu-central-1' },
  ].map(namesOf);
  expect(new Set([names, ...others].map((one) => one.bucket('raw'))).size).toBe(4);
  const prefix = `${namesOf({ ...longest, name: 'prod' }).prefix}-`;
  expect(
    namesOf({ ...longest, name: 'prod2' })
      .role('clean')
      .startsWith(prefix),
  ).toBe(false);
});

it('know the partitions of China and GovCloud', () => {
  expect(namesOf({ ...longest, region: 'cn-north-1' }).bucketArn('raw')).toMatch(/^arn:aws-cn:s3:::/);
  expect(namesOf({ ...longest, region: 'us-gov-west-1' }).roleArn('clean')).toMatch(
    /^arn:aws-us-gov:iam::123456789012:role\//,
  );
  expect(names.arn('sqs', 'q')).toBe('arn:aws:sqs:ap-southeast-2:123456789012:q');
});
