import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashBytes, hashNumber } from '../output/hash-bytes.ts';
import { kernelText } from './testing/kernel-text.ts';

const ask = kernelText();

describe('the kernel and TypeScript have the same hash', () => {
  it('for texts of any length', () => {
    const text = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
    fc.assert(
      fc.property(text, (value) => {
        const bytes = Buffer.from(value, 'utf8');
        expect(ask(value, (kernel, start, end) => kernel.hashBytes(start, end) >>> 0)).toBe(
          hashBytes(bytes, 0, bytes.length),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('for numbers', () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.constantFrom(0, -0, 2 ** 31, -(2 ** 31), 0.1));
    fc.assert(
      fc.property(number, (value) => {
        expect(ask('', (kernel) => kernel.hashNumber(value) >>> 0)).toBe(hashNumber(value));
      }),
      { numRuns: 500 },
    );
  });
});
