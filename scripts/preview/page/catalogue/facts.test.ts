import { expect, test } from 'vitest';
import { bytesText, freshnessText } from './facts.ts';

test.each([
  ['P1D', 'New data every day'],
  ['P7D', 'New data every 7 days'],
  ['PT1H', 'New data every hour'],
  ['PT30M', 'New data every 30 minutes'],
  ['P1M', 'New data every month'],
  ['P1DT12H', 'P1DT12H'],
  [undefined, undefined],
])('freshness %s is %s', (duration, text) => {
  expect(freshnessText(duration)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [695_412, '695 kB'],
  [1_234_567, '1.2 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
