import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../glue/duckdb/engine.ts';
import { rehearsalEnvironment } from '../testing/rehearsal-environment.ts';
import type { AudienceMayRead } from './audience-may-read.ts';
import { placeIn } from './place.ts';
import { rowRules } from './row-rules.ts';
import { rowsRequest } from './rows-request.ts';

const place = placeIn(rehearsalEnvironment());
const dataSet = {
  ...{ identifier: 'daily', table: 'sales_daily', mode: 'SPICE' as const, calculatedColumns: [] },
  columns: [
    { name: 'region', type: { kind: 'string' as const }, role: undefined },
    { name: 'year', type: { kind: 'integer' as const }, role: undefined },
  ],
};
const columns = ['region', 'year'];
const audiences = ['analysts', 'privacy'];
const rules = (analysts: AudienceMayRead['rows'] | undefined) =>
  rowRules(
    place,
    dataSet,
    new Map([
      ['privacy', { columns, rows: 'all' as const }],
      ...(analysts === undefined ? [] : [['analysts', { columns, rows: analysts }] as const]),
    ]),
    { audiences, known: analysts === undefined ? ['privacy'] : audiences, at: { file: 'daily.json' } },
  );
const sqlOf = (request: ReturnType<typeof rowsRequest>) =>
  request.PhysicalTableMap?.['table']?.CustomSql?.SqlQuery ?? '';

async function rowsOf(sql: string): Promise<unknown[]> {
  const engine = await openEngine();
  const rows = (await engine.connection.runAndReadAll(sql)).getRowObjects();
  engine.close();
  return rows;
}

describe('rules of rows', () => {
  it('are none where every audience may read every row', () => expect(rules('all').rules).toBeUndefined());

  it('leave out who may read nothing: no rule, no row', () =>
    expect(rules(undefined).rules).toEqual([{ principal: { kind: 'group', name: 'privacy' }, where: {} }]));

  it('have one value a rule, in every combination', () => {
    const { rules: made } = rules({ region: ['US-NY', 'DE-BE'] });
    expect(made?.map(({ principal, where }) => [principal.name, where])).toEqual([
      ['analysts', { region: 'US-NY' }],
      ['analysts', { region: 'DE-BE' }],
      ['privacy', {}],
    ]);
  });

  it.each([
    ['a number', { year: ['2026'] }],
    ['a column that is not there', { country: ['x'] }],
    ['a comma, which would make two values', { region: ['a,b'] }],
    ['no text, which would mean any value', { region: [''] }],
    ['a text that would be cut', { region: ['x'.repeat(2048)] }],
    ['too many', { region: Array.from({ length: 1000 }, (_, at) => `r${at}`) }],
  ])('refuse %s, and give its audience nothing', (_, rows) => {
    const { rules: made, findings } = rules(rows);
    expect(findings).toMatchObject([{ code: 'row-rule', severity: 'error' }]);
    expect(made?.map(({ principal }) => principal.name)).toEqual(['privacy']);
  });
});

describe('the data set of rules', () => {
  it('holds hostile names and values as they are', async () => {
    const hostile = `'); DROP TABLE x; -- "O'Brien" \\' ${'\u{1F600}'}`;
    const request = rowsRequest(
      'daily',
      [{ principal: { kind: 'group', name: hostile }, where: { 'a"b': hostile } }],
      'arn',
    );
    expect(request.UseAs).toBe('RLS_RULES');
    expect(await rowsOf(sqlOf(request))).toEqual([{ GroupName: hostile, 'a"b': hostile }]);
  });

  it('says null where any value will do, and has users beside groups', async () => {
    const request = rowsRequest(
      'daily',
      [
        { principal: { kind: 'user', name: 'ann' }, where: {} },
        { principal: { kind: 'group', name: 'analysts' }, where: { region: 'US-NY' } },
      ],
      'arn',
    );
    expect(await rowsOf(sqlOf(request))).toEqual([
      { UserName: 'ann', GroupName: null, region: null },
      { UserName: null, GroupName: 'analysts', region: 'US-NY' },
    ]);
  });

  it('is for a group that nobody is in when there is no rule', async () =>
    expect(await rowsOf(sqlOf(rowsRequest('daily', [], 'arn')))).toEqual([{ GroupName: '-' }]));
});
