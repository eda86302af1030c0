import { describe, expect, it } from 'vitest';
import { mayRead } from './may-read.ts';

const column = (name: string, ...readers: string[]) => ({ name, readers });
const datasets = [
  { name: 'logs', readers: ['analysts'], columns: [column('user_id', 'privacy'), column('action')] },
  { name: 'regions', readers: [], columns: [column('region')] },
];
const table = (name: string, reads: string[], ...columns: string[]) => ({
  ...{ name, reads },
  columns: columns.map((one) => ({ name: one })),
});
const read = (tables: ReturnType<typeof table>[]) =>
  Object.fromEntries(
    [...mayRead(tables, datasets, ['analysts', 'privacy'])].map(([name, may]) => [name, Object.fromEntries(may)]),
  );

describe('mayRead', () => {
  it('shows two audiences different parts of one table', () => {
    expect(read([table('visits', ['logs', 'regions'], 'user_id', 'action', 'events')])).toEqual({
      visits: { analysts: ['action', 'events'], privacy: ['user_id'] },
    });
  });

  it('lets everyone read what nobody is named for, and follows tables to their datasets', () => {
    const tables = [
      table('places', ['regions'], 'region'),
      table('visits', ['logs'], 'user_id', 'events'),
      table('summary', ['visits', 'places'], 'user_id', 'total'),
    ];
    expect(read(tables)).toEqual({
      places: { analysts: ['region'], privacy: ['region'] },
      visits: { analysts: ['events'], privacy: ['user_id'] },
      summary: { analysts: ['total'], privacy: ['user_id'] },
    });
  });
});
