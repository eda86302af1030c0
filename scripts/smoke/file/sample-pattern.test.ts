import { describe, expect, it } from 'vitest';
import { samplePattern } from './sample-pattern.ts';

describe('samplePattern', () => {
  it.each([
    '^e-[0-9]{6}$',
    '^[A-Z]{2}-[A-Z0-9]{1,3}$',
    '^u\\d{5}$',
    '^(north|south)-\\w+$',
    '^[^,;]{3}$',
    '^.{4}$',
    'a|b',
    '^(?:x[ab]){2,}y?$',
    '^\\p{L}+$',
  ])('gives a text that %s takes, another for the next rows', (source) => {
    const texts = Array.from({ length: 4 }, (_, index) => samplePattern(source, index));
    for (const text of texts) expect(text).toMatch(new RegExp(source, 'u'));
  });

  it('counts down from the top, so that it meets no real key', () => {
    expect([0, 1, 10].map((index) => samplePattern('^e-[0-9]{6}$', index))).toEqual([
      'e-999999',
      'e-999998',
      'e-999989',
    ]);
  });

  it.each(['^(?=a)a$', '^(a)\\1$', '[', '^[\\u{1F600}]$'])('says that it can not do %s', (source) => {
    expect(samplePattern(source)).toBeUndefined();
  });
});
