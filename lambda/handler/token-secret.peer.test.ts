import { join } from 'node:path';
import process from 'node:process';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { type S3StandIn, startS3StandIn } from '../store/testing/s3-stand-in.ts';
import { readTokenSecret } from './token-secret.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..', '..'));
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}

describe.skipIf(env.reason !== undefined)(`the token's secret (${env.reason ?? 'moto'})`, () => {
  let standIn: S3StandIn;
  let secrets: SecretsManager;
  beforeAll(async () => {
    if (env.reason !== undefined) return;
    standIn = await startS3StandIn(env.python);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    secrets = new SecretsManager({ endpoint: standIn.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  });
  afterAll(() => standIn?.stop());

  it('is read under the version that is current, and under another after a rotation', async () => {
    const { PasswordLength, ExcludePunctuation } = { PasswordLength: 64, ExcludePunctuation: true };
    const generated = await secrets.getRandomPassword({ PasswordLength, ExcludePunctuation });
    const { Name = '' } = await secrets.createSecret({ Name: 'token-key', SecretString: generated.RandomPassword });
    const first = await readTokenSecret(Name, secrets);
    expect(first.key).toHaveLength(48);
    expect(Buffer.from(first.key).toString('base64')).toBe(generated.RandomPassword);
    await secrets.putSecretValue({ SecretId: Name, SecretString: btoa('another key of the same secret, 40 bytes') });
    const second = await readTokenSecret(Name, secrets);
    expect(second.id).not.toBe(first.id);
    expect(Buffer.from(second.key).toString()).toBe('another key of the same secret, 40 bytes');
  });

  it('is refused when it is too short, no text, or not there', async () => {
    await secrets.createSecret({ Name: 'short', SecretString: btoa('short') });
    await secrets.createSecret({ Name: 'binary', SecretBinary: new Uint8Array(48) });
    await expect(readTokenSecret('short', secrets)).rejects.toThrow(
      /expected TOKEN_KEY_ID and TOKEN_KEY .*got 5 bytes/,
    );
    await expect(readTokenSecret('binary', secrets)).rejects.toThrow(/binary: expected text in base64/);
    await expect(readTokenSecret('nowhere', secrets)).rejects.toThrow(/can't find/);
  });
});
