import { expect, it } from 'vitest';
import { tableReaders } from './read-readers.ts';

const columns = ['day', 'region', 'revenue', 'email'];

it('leaves out what not even the audience that reads most may read, and names who sees less', () => {
  const may = new Map([
    ['analysts', { columns: ['day', 'region', 'revenue'], rows: undefined }],
    ['europe', { columns: ['day', 'region', 'revenue'], rows: [{ column: 'region', values: ['DE'] }] }],
    ['logistics', { columns: ['day'], rows: undefined }],
  ]);
  const { restricted, remarks } = tableReaders('sales', columns, may);
  expect([...restricted]).toEqual(['email']);
  expect(remarks).toEqual([
    'sales: europe may read 3 of its 4 columns in rows of certain region; visuals of the rest are empty for them',
    'sales: logistics may read 1 of its 4 columns; visuals of the rest are empty for them',
  ]);
});

it('says that nobody may read it', () => {
  expect(tableReaders('sales', columns, new Map())).toEqual({
    restricted: new Set(),
    remarks: ['sales: no audience may read it in AWS, by "readers" in the schemas'],
  });
});
