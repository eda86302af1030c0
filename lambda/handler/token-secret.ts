import { ConfigurationError, readToken, type Token } from '../reconcile/token.ts';

/** The part of Secrets Manager's client that is used: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export interface Secrets {
  getSecretValue(input: {
    SecretId: string;
  }): Promise<{ SecretString?: string | undefined; VersionId?: string | undefined }>;
}

/**
 * Reads the token key from a secret. The secret's version is the key's id: a new version is a new key, and what it made is made again.
 * @param secret ARN or name
 * @throws ConfigurationError when the secret holds no key that `readToken` takes; what Secrets Manager throws when it may not be read
 */
export async function readTokenSecret(secret: string, secrets: Secrets): Promise<Token> {
  const { SecretString, VersionId } = await secrets.getSecretValue({ SecretId: secret });
  if (SecretString === undefined || VersionId === undefined) {
    throw new ConfigurationError(
      `${secret}: expected text in base64 and a version, got neither; store the key as text`,
    );
  }
  return readToken({ TOKEN_KEY_ID: VersionId, TOKEN_KEY: SecretString });
}
