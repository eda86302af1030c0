import { describe, expect, it } from 'vitest';
import { kernelText } from './testing/kernel-text.ts';

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

function* codePoints(): Generator<string> {
  for (let point = 0; point <= 0x10ffff; point++) if (!isSurrogate(point)) yield String.fromCodePoint(point);
}

const askKernel = kernelText();
const isSafe = (text: string): boolean =>
  askKernel(text, (kernel, start, end) => kernel.isSurelyComposed(start, end) !== 0);

describe('isSurelyComposed', () => {
  it('lets through no character that NFC changes, that is a mark, or that joins the one before it', () => {
    const joining = new Set<string>();
    for (const character of codePoints())
      for (const part of [...character.normalize('NFD')].slice(1)) joining.add(part);
    let safe = 0;
    for (const character of codePoints()) {
      if (!isSafe(character)) continue;
      safe++;
      const isStarter = character.normalize('NFC') === character && !/\p{M}/u.test(character);
      if (!isStarter || joining.has(character))
        expect.fail(`U+${character.codePointAt(0)?.toString(16)} is let through`);
    }
    expect(safe).toBeGreaterThan(35_000);
  });

  it('lets western, Greek, Cyrillic, Chinese, Japanese and Korean text through, and pictures and prices', () => {
    for (const text of [
      'Grüße, Łódź',
      'Ωραία μέρα',
      'Привет',
      '东京',
      'カタカナ ひらがな',
      '한국어',
      '🎉 – „ok“',
      '12 €',
    ]) {
      expect([text, isSafe(text)]).toEqual([text, true]);
    }
  });

  it('sees what stands behind ASCII of any length', () => {
    for (let length = 0; length < 40; length++) {
      expect([length, isSafe(`${'a'.repeat(length)}é`), isSafe(`${'a'.repeat(length)}e\u0301b`)]).toEqual([
        length,
        true,
        false,
      ]);
    }
  });

  it('leaves what has marks of its own to normalize', () => {
    for (const text of ['e\u0301', 'か\u3099', '\u1100\u1161', '\u2126', 'é\u0327'])
      expect([text, isSafe(text)]).toEqual([text, false]);
  });
});
