import { S3ServiceException } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { fromS3Error } from '../../lambda/store/s3-error.ts';
import { conflict } from '../../lambda/store/store-errors.ts';
import { CommandError } from '../cli/command-error.ts';
import { explainRefusal } from './explain-refusal.ts';

const asker = {
  ...{ verb: 'sync', role: 'sluice-test-data' },
  environment: { name: 'test', account: '123456789012', region: 'eu-central-1' },
};

const answer = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: `${name}\n::error::said` });
const named = (name: string) => Object.assign(new TypeError(`${name} happened`), { name });
const system = (code: string) => Object.assign(new TypeError(`connect ${code}`), { code, syscall: 'connect' });

test.each([
  ['no-credentials', named('CredentialsProviderError'), 'take the role sluice-test-data'],
  ['expired-credentials', answer('ExpiredToken', 400), 'take the role sluice-test-data again'],
  ['unknown-credentials', answer('InvalidAccessKeyId', 403), 'take the role sluice-test-data'],
  ['no-network', system('ENOTFOUND'), 'a way to AWS in eu-central-1'],
  ['no-network', new AggregateError([system('ECONNREFUSED')], ''), 'a way to AWS in eu-central-1'],
  ['no-bucket', answer('NoSuchBucket', 404), 'deploy first'],
  ['not-allowed', answer('AccessDenied', 403), 'test (account 123456789012, eu-central-1)'],
  ['aws-refused', answer('InternalError', 500), 'run this again'],
])('%s: one message that says where and what to do, bare and behind a store', (code, error, expected) => {
  const behind = fromS3Error(error, 's3://csv-raw-data/', 'orders/a.csv', 'write');
  for (const one of error instanceof AggregateError ? [behind] : [error, behind]) {
    const said = explainRefusal(one, asker);
    expect(said).toMatchObject({ code, exitCode: 3, message: expect.stringContaining(expected) });
    expect(said?.message).toMatch(/^sluice sync: expected /);
  }
});

test('what says enough itself, and a bug, stay what they are', () => {
  expect(explainRefusal(conflict('s3://b/', 'k', null), asker)).toMatchObject({ code: 'conflict', exitCode: 3 });
  expect(explainRefusal(new CommandError('x', 'usage', 'y'), asker)).toBeUndefined();
  expect(explainRefusal(new TypeError('x is undefined'), asker)).toBeUndefined();
});
