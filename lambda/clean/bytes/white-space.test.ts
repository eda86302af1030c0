import { expect, it } from 'vitest';
import { kernelText } from './testing/kernel-text.ts';

const ask = kernelText();
const hasWideSpace = (text: string): boolean =>
  ask(text, (kernel, start, end) => kernel.hasWideSpaceAround(start, end) !== 0);
/** What the kernel trims itself: ASCII. */
const isBlank = (character: string): boolean => /[\t-\r ]/.test(character);

it('knows every character that trim removes, at both ends, and no other', () => {
  for (let point = 0; point <= 0xffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const character = String.fromCharCode(point);
    const found = [`${character}x`, `x${character}`].map((text) => isBlank(character) || hasWideSpace(text));
    const trims = character.trim() === '';
    expect([point, ...found]).toEqual([point, trims, trims]);
  }
});
