import { describe, expect, test } from 'vitest';
import { refuseForeign } from './refuse-foreign.ts';

describe('refuseForeign', () => {
  test.each([
    [{ host: '127.0.0.1:4680' }],
    [{ host: 'localhost:4680', origin: 'http://localhost:4680', 'sec-fetch-site': 'same-origin' }],
    [{ host: '127.0.0.1:4680', 'sec-fetch-site': 'none' }],
  ])('lets %j in', (headers) => {
    expect(refuseForeign(headers, 4680)).toBeUndefined();
  });

  test.each([
    ['no host', {}, 'Host'],
    ['a name that was bound to 127.0.0.1', { host: 'evil.example:4680' }, 'Host'],
    ['another port', { host: '127.0.0.1:80' }, 'Host'],
    ['a script of another site', { host: '127.0.0.1:4680', origin: 'https://evil.example' }, 'Origin'],
    ['a sandboxed frame', { host: '127.0.0.1:4680', origin: 'null' }, 'Origin'],
    ['another port of this machine', { host: '127.0.0.1:4680', origin: 'http://127.0.0.1:3000' }, 'Origin'],
    ['an image on another site', { host: '127.0.0.1:4680', 'sec-fetch-site': 'cross-site' }, 'page itself'],
  ])('refuses %s', (_, headers, reason) => {
    expect(refuseForeign(headers, 4680)).toContain(reason);
  });
});
