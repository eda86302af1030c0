import type { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import type { Keys } from './keys.ts';
import { removalOf } from './removal.ts';

/**
 * Makes the key of tokens: 64 letters and digits, which are the base64 of 48 bytes. Nobody sees it; a new version of the secret is a new
 * key, by whose id manifests know which files to clean again.
 */
export function addTokenSecret(stack: Stack, lake: Lake, keys: Keys): Secret {
  const secret = new Secret(stack, 'TokenSecret', {
    secretName: lake.names.named('token-key'),
    description: 'Key of the tokens that stand for sensitive values',
    encryptionKey: keys.token,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: removalOf(lake.environment),
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'A new key makes new tokens: every file with tokens is cleaned again, and joins with older exports end. A person decides when.',
  );
  return secret;
}
