import { expect, test } from 'vitest';
import { whyNotPortable } from './check-path.ts';

test.each(['sales_records/2026-01.csv', 'a/b/c.ndjson.gz', 'a/with blank.csv', 'a/console.csv'])(
  '%s is portable',
  (path) => {
    expect(whyNotPortable(path)).toBeUndefined();
  },
);

test.each([
  ['a/ümlaut.csv', 'not printable ASCII'],
  ['a/new\nline.csv', 'not printable ASCII'],
  ['a/what?.csv', 'the character ?'],
  ['a/C:x.csv', 'the character :'],
  ['a/back\\slash.csv', 'the character \\'],
  ['con/x.csv', 'keeps for a device'],
  ['a/LPT1.csv', 'keeps for a device'],
  ['a./x.csv', 'ends in a dot'],
  ['a/x.csv ', 'ends in a blank'],
  [`a/${'x'.repeat(250)}.csv`, '256 characters'],
])('%j is not portable', (path, why) => {
  expect(whyNotPortable(path)).toContain(why);
});
