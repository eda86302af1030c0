import { expect, it } from 'vitest';
import { ConfigurationError, developmentToken, readToken } from './token.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

it('reads the key of an environment', () => {
  const key = new Uint8Array(32).fill(7);
  expect(readToken({ TOKEN_KEY_ID: 'k1', TOKEN_KEY: base64(key) })).toEqual({ id: 'k1', key });
});

it.each([
  ['nothing', {}],
  ['no id', { TOKEN_KEY: base64(new Uint8Array(32)) }],
  ['a short key', { TOKEN_KEY_ID: 'k1', TOKEN_KEY: base64(new Uint8Array(31)) }],
  ['what is no base64', { TOKEN_KEY_ID: 'k1', TOKEN_KEY: '!'.repeat(60) }],
  ["the development key's id", { TOKEN_KEY_ID: developmentToken.id, TOKEN_KEY: base64(new Uint8Array(32)) }],
  ['the development key', { TOKEN_KEY_ID: 'k1', TOKEN_KEY: base64(developmentToken.key) }],
])('refuses %s', (_what, env) => {
  expect(() => readToken(env)).toThrow(ConfigurationError);
});
