import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeenKeys } from './seen-keys.ts';

const ask = (keys: SeenKeys, text: string, line: number): number | undefined => {
  const bytes = Buffer.from(`..${text}..`, 'utf8');
  return keys.lineOf(bytes, 2, bytes.length - 2, line);
};

describe('SeenKeys', () => {
  it('says what a map of texts says', () => {
    const key = fc.oneof(fc.stringMatching(/^[ab]{0,6}$/), fc.stringMatching(/^a{60,70}b?$/), fc.string());
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (texts) => {
        const [keys, map] = [new SeenKeys(1e9), new Map<string, number>()];
        for (const [line, text] of texts.entries()) {
          expect(ask(keys, text, line)).toBe(map.get(text));
          if (!map.has(text)) map.set(text, line);
        }
      }),
    );
  });

  it('remembers a hundred thousand keys as its tables grow', () => {
    const keys = new SeenKeys(1e9);
    for (let line = 1; line <= 100_000; line++) expect(ask(keys, `key-${line}`, line)).toBeUndefined();
    for (let line = 1; line <= 100_000; line += 777) expect(ask(keys, `key-${line}`, 0)).toBe(line);
  });

  it('remembers no more than its budget, and still finds what it remembers', () => {
    const keys = new SeenKeys(3 * (32 + 4));
    for (const text of ['key1', 'key2', 'key3', 'key4']) expect(ask(keys, text, 1)).toBeUndefined();
    expect(keys.isFull).toBe(true);
    expect(ask(keys, 'key3', 2)).toBe(1);
    expect(ask(keys, 'key4', 2)).toBeUndefined();
  });
});
