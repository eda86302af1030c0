import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { edgeClasses, hasWideSpaceAround } from './white-space.ts';

it('knows every character that trim removes, at both ends, and no other', () => {
  for (let point = 0; point <= 0xffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const character = String.fromCharCode(point);
    const trims = character.trim() === '';
    const bytes = Buffer.from(`${character}x${character}`, 'utf8');
    const isNarrow = edgeClasses[bytes[0] ?? 0] === 1;
    const before = hasWideSpaceAround(bytes, 0, bytes.length - 1 - (bytes.length - 1) / 2 + 1);
    const behind = hasWideSpaceAround(bytes, (bytes.length - 1) / 2, bytes.length);
    expect([point, isNarrow || before, isNarrow || behind]).toEqual([point, trims, trims]);
  }
});
