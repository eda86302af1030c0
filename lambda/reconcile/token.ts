/** The key behind `"sensitive": "tokenise"`, and the name that manifests record for it. */
export interface Token {
  readonly id: string;
  readonly key: Uint8Array;
}

/**
 * The fixed key of laptops and forks: everybody knows it, so it protects nothing. It makes tokens the same on every laptop; AWS
 * refuses it (see `readToken`).
 */
export const developmentToken: Token = {
  id: 'development',
  key: new TextEncoder().encode('sluice development key: not a secret'),
};

/** The Lambda's environment lacks something. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the token key of an AWS environment.
 * @param env `TOKEN_KEY_ID`, and `TOKEN_KEY`: at least 32 bytes in base64
 * @throws ConfigurationError when one is missing, too short, or the development key
 */
export function readToken(env: Readonly<Record<string, string | undefined>>): Token {
  const { TOKEN_KEY_ID: id = '', TOKEN_KEY: text = '' } = env;
  const key = Uint8Array.from(Buffer.from(text, 'base64'));
  if (id === '' || key.length < 32) {
    throw new ConfigurationError(
      `environment: expected TOKEN_KEY_ID and TOKEN_KEY (32 bytes or more, base64), got ${key.length} bytes; set both`,
    );
  }
  if (id === developmentToken.id || Buffer.compare(key, developmentToken.key) === 0) {
    throw new ConfigurationError(
      'TOKEN_KEY: expected a secret key, got the development key; make one with openssl rand',
    );
  }
  return { id, key };
}
