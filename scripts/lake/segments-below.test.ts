import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { segmentsBelow } from './segments-below.ts';

const folder = resolve('some', 'room');

test.each([
  ['.', []],
  ['a', ['a']],
  [join('a', 'b.csv'), ['a', 'b.csv']],
  ['..evil', ['..evil']],
  [join('..evil', 'x'), ['..evil', 'x']],
  ['...', ['...']],
  ['..', undefined],
  [join('..', 'room2'), undefined],
])('%s', (path, segments) => {
  expect(segmentsBelow(folder, join(folder, path))).toEqual(segments);
});
