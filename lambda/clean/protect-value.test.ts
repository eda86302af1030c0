import { createHmac } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { runClean, schemaOf } from './testing/run-clean.ts';

const sensitive = (type: string, how: string, own: object = {}) => ({
  type,
  ...own,
  'x-sluice': { sensitive: how },
});

it('publishes of a sensitive column what fits its type, and null stays null', async () => {
  const schema = schemaOf({
    properties: {
      name: sensitive('string', 'mask'),
      age: sensitive('integer', 'mask'),
      born: sensitive('string', 'mask', { format: 'date' }),
      key: sensitive('string', 'tokenise'),
      pin: sensitive('integer', 'drop'),
    },
  });
  const { clean, quarantine } = await runClean('name,age,born,key,pin\nAnn,41,1985-01-31,k-1,7\n,,,,\n', schema);
  const token = createHmac('sha256', 'a key for tests').update('k-1').digest('hex').slice(0, 32);
  expect(quarantine).toBe('');
  expect(parse(clean)).toEqual([
    ['name', 'age', 'born', 'key', '_row'],
    ['***', '', '', token, '1'],
    ['', '', '', '', '2'],
  ]);
});
