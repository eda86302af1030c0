import { describe, expect, it } from 'vitest';
import { mayRead } from './may-read.ts';
import { dataset, table } from './testing/fixtures.ts';

const logs = dataset('logs', {
  readers: ['analysts', { audience: 'europe', rows: { region: ['DE', 'FR'] } }],
  properties: {
    user_id: { type: 'string', 'x-sluice': { readers: ['privacy'] } },
    region: { type: 'string' },
    action: { type: 'string' },
    seconds: { type: 'integer' },
  },
});
const regions = dataset('regions', { properties: { region: { type: 'string' }, name: { type: 'string' } } });
const targets = dataset('targets', {
  readers: ['analysts', { audience: 'europe', rows: { region: ['FR', 'IT'], kind: ['shop'] } }],
  properties: { region: { type: 'string' }, kind: { type: 'string' }, target: { type: 'integer' } },
});
const audiences = ['analysts', 'privacy', 'europe'];
const rows = (...values: string[]) => [{ column: 'region', values }];

function read(...tables: ReturnType<typeof table>[]) {
  const may = mayRead(tables, [logs, regions, targets], audiences);
  return Object.fromEntries([...may].map(([name, one]) => [name, Object.fromEntries(one)]));
}
const europe = (sql: string, ...columns: string[]) => read(table('t', sql, ...columns))['t']?.['europe'];

describe('columns', () => {
  it('show two audiences different parts of one table', () => {
    const sql = 'SELECT user_id, action, 1 AS events FROM logs';
    expect(read(table('visits', sql, 'user_id', 'action', 'events bigint'))['visits']).toEqual({
      analysts: { columns: ['action', 'events'], rows: undefined },
      privacy: { columns: ['user_id'], rows: undefined },
    });
  });

  it('are everybody’s where nobody is named, and follow tables to their datasets', () => {
    const everybody = { columns: ['region'], rows: undefined };
    const tables = [
      table('places', 'SELECT region FROM regions', 'region'),
      table('visits', 'SELECT user_id, count(*) AS events FROM logs GROUP BY user_id', 'user_id', 'events bigint'),
      table(
        'summary',
        'SELECT user_id, sum(events) AS total FROM visits, places GROUP BY user_id',
        'user_id',
        'total bigint',
      ),
    ];
    expect(read(...tables)).toEqual({
      places: { analysts: everybody, privacy: everybody, europe: everybody },
      visits: {
        analysts: { columns: ['events'], rows: undefined },
        privacy: { columns: ['user_id'], rows: undefined },
      },
      summary: {
        analysts: { columns: ['total'], rows: undefined },
        privacy: { columns: ['user_id'], rows: undefined },
      },
    });
  });
});

describe('columns under other names', () => {
  const who = (expression: string, from = 'logs') => {
    const may = read(table('t', `SELECT ${expression} AS action FROM ${from}`, 'action'))['t'] ?? {};
    return Object.keys(may);
  };
  it.each([
    ['user_id', []],
    ['upper(user_id)', []],
    ['concat(user_id, action)', []],
    ['max(user_id) OVER (PARTITION BY action)', []],
    ['rank() OVER (ORDER BY user_id)', []],
    ['(SELECT max(name) FROM regions)', []],
    ['count(*)', ['analysts']],
    ['count(DISTINCT user_id)', ['analysts']],
    ['upper(action)', ['analysts']],
  ])('have the readers of all that %s reads', (expression, readers) => expect(who(expression)).toEqual(readers));

  it('are followed through WITH, UNION and a subquery', () => {
    expect(who('x', '(SELECT user_id AS x FROM logs) AS a')).toEqual([]);
    expect(who('x', '(SELECT action AS x FROM logs UNION ALL SELECT user_id FROM logs) AS a')).toEqual([]);
  });
});

describe('rows', () => {
  it('are told apart by a column that is handed on under its name, also as what is grouped by', () => {
    const some = { columns: ['region', 'action'], rows: rows('DE', 'FR') };
    expect(europe('SELECT region, action FROM logs', 'region', 'action')).toEqual(some);
    expect(europe('SELECT action, region FROM logs GROUP BY region, action', 'region', 'action')).toEqual(some);
  });

  it('are told apart through tables, and no longer after one that drops the column', () => {
    const first = table('a', 'SELECT region, sum(seconds) AS s FROM logs GROUP BY region', 'region', 's bigint');
    const second = table('b', 'SELECT region, s + 1 AS s FROM a', 'region', 's bigint');
    expect(read(first, second)['b']?.['europe']).toEqual({ columns: ['region', 's'], rows: rows('DE', 'FR') });
    const total = table('c', 'SELECT sum(s) AS s FROM b', 's bigint');
    const joined = table('d', 'SELECT regions.region, c.s FROM c CROSS JOIN regions', 'region', 's bigint');
    expect(read(first, second, total, joined)).toMatchObject({ c: { analysts: { columns: ['s'] } } });
    expect(read(first, second, total, joined)['c']).not.toHaveProperty('europe');
    expect(read(first, second, total, joined)['d']).not.toHaveProperty('europe');
  });

  it('of two datasets hold together', () => {
    const both =
      'SELECT logs.region, kind, seconds, target FROM logs JOIN targets ON logs.region = targets.region WHERE target > 0';
    expect(europe(both, 'region', 'kind', 'seconds bigint', 'target bigint')).toEqual({
      columns: ['region', 'kind', 'seconds', 'target'],
      rows: [
        { column: 'region', values: ['FR'] },
        { column: 'kind', values: ['shop'] },
      ],
    });
    expect(europe(both, 'region', 'seconds bigint', 'target bigint')).toBeUndefined();
  });

  it('leave out a column that all rows went into', () => {
    const sql = 'SELECT region, seconds, rank() OVER (ORDER BY seconds) AS place FROM logs';
    expect(europe(sql, 'region', 'seconds bigint', 'place int')).toEqual({
      columns: ['region', 'seconds'],
      rows: rows('DE', 'FR'),
    });
    expect(europe(sql.replace('(ORDER', '(PARTITION BY region ORDER'), 'region', 'place bigint')?.columns).toEqual([
      'region',
      'place',
    ]);
  });

  it('are not told apart by a column of another type, or one that others may read alone', () => {
    expect(europe('SELECT region FROM logs', 'region bigint')).toBeUndefined();
    const secret = dataset('secret', {
      properties: { region: { type: 'string', 'x-sluice': { readers: ['privacy'] } }, note: { type: 'string' } },
    });
    const sql = 'SELECT logs.region, note, action FROM logs JOIN secret ON secret.region = logs.region';
    const may = mayRead([table('t', sql, 'region', 'note', 'action')], [logs, secret], audiences);
    expect([...(may.get('t') ?? [])].map(([audience]) => audience)).toEqual(['analysts']);
  });
});
