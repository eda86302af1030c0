import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';

/** Whether any file depends on the key of tokens. */
export const needsToken = (schemas: Iterable<DatasetSchema>): boolean =>
  [...schemas].some(({ columns }) => columns.some(({ sensitive }) => sensitive === 'tokenise'));

/**
 * The id of the key that tokens are made with now: the version of the secret (lambda/handler/token-secret.ts), which may be known to who must not
 * read it.
 * @param secret name
 * @returns undefined for a secret without a present version
 * @throws what the client throws
 */
export async function readTokenKeyId(client: SecretsManagerClient, secret: string): Promise<string | undefined> {
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: secret }));
  return Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT'))?.[0];
}
