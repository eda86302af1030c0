import type { Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import type { Keys } from './keys.ts';
import { removalOf } from './removal.ts';

/** Why nothing rotates the key by itself. */
const noRotation =
  'A new key makes new tokens: every file with tokens is cleaned again, and joins with older exports end. A person decides when.';

/**
 * Makes the key of tokens: 64 letters and digits, which are the base64 of 48 bytes. Nobody sees it; a new version of the secret is a new
 * key, by whose id manifests know which files to clean again. CDK's own `Secret` would let the whole account use its KMS key.
 */
export function addTokenSecret(stack: Stack, { names, environment }: Lake, keys: Keys): CfnSecret {
  const secret = new CfnSecret(stack, 'TokenSecret', {
    name: names.named('token-key'),
    description: 'Key of the tokens that stand for sensitive values',
    kmsKeyId: keys.token.keyArn,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  secret.applyRemovalPolicy(removalOf(environment));
  acknowledge(secret, 'AwsSolutions-SMG4', noRotation);
  return secret;
}
