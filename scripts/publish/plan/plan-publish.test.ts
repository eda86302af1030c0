import { describe, expect, it } from 'vitest';
import type { DashboardAsset } from '../asset.ts';
import type { Details, Inspected } from '../quick-sight/inspect.ts';
import { contentHash } from '../request/content-hash.ts';
import { type OurTags, rollbackMark } from '../request/tags.ts';
import { planPublish } from './plan-publish.ts';

const visual = (id: string, title: string, column: string) => ({
  KPIVisual: {
    VisualId: id,
    Title: { FormatText: { PlainText: title } },
    ChartConfiguration: {
      FieldWells: {
        Values: [{ NumericalMeasureField: { FieldId: id, Column: { DataSetIdentifier: 'd', ColumnName: column } } }],
      },
    },
  },
});
const definition = (...visuals: ReturnType<typeof visual>[]) => ({
  DataSetIdentifierDeclarations: [{ Identifier: 'd', DataSetArn: 'arn' }],
  Sheets: [{ SheetId: 's', Name: 'First', Visuals: visuals }],
});
const before = definition(visual('a', 'Revenue', 'revenue'), visual('b', 'Baskets', 'baskets'));
const hashOf = (one: typeof before) => contentHash({ Name: 'Sales', Definition: one });

const asset = (wanted: typeof before): DashboardAsset => ({
  ...{
    kind: 'dashboard',
    id: 'sluice-x-sales',
    arn: 'arn:sales',
    name: 'sales',
    dashboard: 'sales',
    owner: 'o',
    file: 'f',
  },
  ...{ permissions: [], hash: hashOf(wanted), permissionsHash: contentHash([]) },
  body: { Name: 'Sales', Definition: wanted },
  read: { definition: wanted, placeOf: () => ({ file: 'f' }) },
});
const tags = (more: Partial<OurTags> = {}): OurTags => ({
  ...{ environment: 'x', content: hashOf(before), permissions: contentHash([]), version: 1 },
  ...{
    live: undefined,
    updated: undefined,
    rolledBack: [],
    commit: 'abc',
    writing: undefined,
    isTrial: false,
    ...more,
  },
});
const inspected = (
  wanted: typeof before,
  details: Partial<Details>,
  more: Partial<OurTags> = {},
  version = 1,
): Inspected => ({
  asset: asset(wanted),
  live: { id: 'sluice-x-sales', arn: 'arn:sales', version, updated: undefined, tags: tags(more) },
  details: {
    definition: before,
    hash: hashOf(before),
    mark: { hash: hashOf(before), commit: 'abc' },
    permissions: [],
    ...details,
  },
});
const options = { environment: 'x', overwriteLive: false, allowEmptying: false };
const after = definition(visual('a', 'Revenue, net', 'revenue_net'), visual('c', 'Returns', 'returns'));
const planOf = (one: Inspected, more: Partial<typeof options> = {}) => planPublish([one], [], { ...options, ...more });

describe('planPublish', () => {
  it('says what changes by title, fields included', () =>
    expect(planOf(inspected(after, {})).steps).toMatchObject([
      {
        do: 'update',
        differences: [
          '- visual Baskets (First)',
          '+ visual Returns (First)',
          '~ visual Revenue, net (First): was Revenue (First), - revenue, + revenue_net',
        ],
      },
    ]));

  it('creates what is not there', () =>
    expect(
      planPublish([{ asset: asset(after), live: undefined, details: undefined }], [], options).steps,
    ).toMatchObject([{ do: 'create' }]));

  it('holds what was edited elsewhere, unless it is to be overwritten', () => {
    const elsewhere = definition(visual('a', 'Theirs', 'revenue'), visual('b', 'Baskets', 'baskets'));
    const drifted = inspected(after, { mark: undefined, definition: elsewhere, hash: hashOf(elsewhere) }, {}, 2);
    expect(planOf(drifted)).toMatchObject({ steps: [], held: [{ finding: { code: 'edited-live' } }] });
    expect(planOf(drifted, { overwriteLive: true }).steps).toMatchObject([{ do: 'update' }]);
  });

  it('only notes a version of its own whose notes were lost, and one made elsewhere that says the same', () => {
    const lost = { mark: { hash: hashOf(after), commit: 'abc' }, definition: after, hash: hashOf(after) };
    expect(planOf(inspected(after, lost, {}, 2)).steps).toMatchObject([{ do: 'note' }]);
    expect(planOf(inspected(after, { ...lost, mark: undefined }, {}, 2)).steps).toMatchObject([{ do: 'note' }]);
  });

  it('holds the content that was rolled back, until it changes', () => {
    const rolledBack = { rolledBack: ['0123456789ab', rollbackMark(hashOf(after))] };
    expect(planOf(inspected(after, {}, rolledBack)).held).toMatchObject([{ finding: { code: 'rolled-back' } }]);
    const other = definition(visual('a', 'Other', 'revenue'), visual('b', 'Baskets', 'baskets'));
    expect(planOf(inspected(other, {}, rolledBack)).steps).toMatchObject([{ do: 'update' }]);
  });

  it('holds a change that takes most visuals away, not one that takes half', () => {
    expect(planOf(inspected(definition(), {})).held).toMatchObject([{ finding: { code: 'would-empty' } }]);
    expect(planOf(inspected(definition(), {}), { allowEmptying: true }).steps).toMatchObject([{ do: 'update' }]);
    expect(planOf(inspected(definition(visual('a', 'Revenue', 'revenue')), {})).steps).toMatchObject([
      { do: 'update' },
    ]);
  });

  it('holds a change that takes most sheets away, though they have no visual', () => {
    const sheets = (count: number) => ({
      ...definition(visual('a', 'Revenue', 'revenue')),
      Sheets: Array.from({ length: count }, (_, at) => ({ SheetId: `s${at}`, Name: `Sheet ${at}`, Visuals: [] })),
    });
    const live = { definition: sheets(4), hash: hashOf(sheets(4)) };
    expect(planOf(inspected(sheets(1), live)).held).toMatchObject([{ finding: { code: 'would-empty', got: '1' } }]);
    expect(planOf(inspected(sheets(0), live)).held).toMatchObject([{ finding: { code: 'would-empty', got: '0' } }]);
    expect(planOf(inspected(sheets(2), live)).steps).toMatchObject([{ do: 'update' }]);
  });

  it('leaves alone what is not ours', () => {
    const theirs = { ...inspected(after, {}), details: undefined };
    const live = { ...theirs.live, id: 'x', arn: 'a', version: 1, updated: undefined };
    for (const tag of [undefined, tags({ environment: 'y' })])
      expect(planOf({ ...theirs, live: { ...live, tags: tag } }).held).toMatchObject([
        { finding: { code: 'not-ours' } },
      ]);
  });

  it('takes permissions that nobody declared, and gives those that somebody did', () => {
    const permissions = [{ Principal: 'arn:someone', Actions: ['quicksight:QueryDashboard'] }];
    expect(planOf(inspected(before, { permissions })).steps).toMatchObject([
      { do: 'permissions', permissions: { grant: [], revoke: permissions } },
    ]);
  });

  it('has a hash that says what it would do to what', () => {
    const hash = planOf(inspected(after, {})).hash;
    expect(planOf(inspected(after, {})).hash).toBe(hash);
    const others = [planOf(inspected(after, {}, {}, 1), { overwriteLive: true }).hash];
    expect(others).toEqual([hash]);
    expect(planOf(inspected(before, {})).hash).not.toBe(hash);
    expect(planOf(inspected(after, {}, { content: 'other' })).hash).not.toBe(hash);
    expect(planOf({ ...inspected(after, {}), live: undefined }).hash).not.toBe(hash);
  });
});

it('holds a theme that was edited elsewhere, and notes one that says the same', () => {
  const body = { Name: 'Sales', BaseThemeId: 'CLASSIC', Configuration: {} };
  const theme = (version: number, details: Partial<Details>): Inspected => ({
    asset: {
      ...{ kind: 'theme', id: 'sluice-x-sales', arn: 'arn:t', name: 'sales/theme', dashboard: 'sales', owner: 'o' },
      ...{ file: 't.json', permissions: [], hash: contentHash(body), permissionsHash: contentHash([]), body },
    },
    live: {
      ...{ id: 'sluice-x-sales', arn: 'arn:t', version, updated: undefined },
      tags: tags({ content: contentHash(body) }),
    },
    details: { permissions: [], ...details },
  });
  const edited = theme(2, { hash: contentHash('theirs') });
  const { steps, held } = planPublish([edited], [], options);
  expect(steps).toEqual([]);
  expect(held).toMatchObject([{ finding: { code: 'edited-live', got: 'version 2, made elsewhere' } }]);
  expect(held[0]?.finding.fix).toContain('npx sluice pull sales --env x');
  expect(planPublish([edited], [], { ...options, overwriteLive: true }).steps).toMatchObject([{ do: 'update' }]);
  expect(planPublish([theme(2, { hash: contentHash(body) })], [], options).steps).toMatchObject([{ do: 'note' }]);
});

describe('a data set that loses a column', () => {
  const shape = (...columns: string[]) => ({
    ...{ Name: 'd', ImportMode: 'SPICE' as const },
    PhysicalTableMap: {
      table: {
        RelationalTable: {
          ...{ DataSourceArn: 'arn', Name: 'sales_daily' },
          InputColumns: columns.map((Name) => ({ Name, Type: 'STRING' as const })),
        },
      },
    },
    LogicalTableMap: {
      table: {
        ...{ Alias: 'd', Source: { PhysicalTableId: 'table' } },
        DataTransforms: [{ ProjectOperation: { ProjectedColumns: columns } }],
      },
    },
  });
  const wanted = shape('a');
  const dataSet: Inspected = {
    asset: {
      ...{ kind: 'data set', id: 'sluice-x-sales--d', arn: 'arn:d', name: 'sales/d', dashboard: 'sales', owner: 'o' },
      ...{ file: 'd.json', permissions: [], hash: contentHash(wanted), permissionsHash: contentHash([]), body: wanted },
    },
    live: { id: 'sluice-x-sales--d', arn: 'arn:d', version: undefined, updated: undefined, tags: tags() },
    details: { dataSet: shape('a', 'b'), hash: contentHash(shape('a', 'b')), permissions: [] },
  };

  it('waits while its dashboard is held back, and goes with it otherwise', () => {
    const held = planPublish([dataSet, inspected(definition(), {})], [], options);
    expect(held.steps).toEqual([]);
    expect(held.held.map(({ finding }) => [finding.code, finding.got])).toEqual([
      ['would-empty', '0'],
      ['column-in-use', '- column b'],
    ]);
    const other: Inspected = {
      ...dataSet,
      asset: { ...dataSet.asset, id: 'sluice-x-sales--e', arn: 'arn:e', name: 'sales/e' },
      details: { permissions: [], dataSet: shape('a', 'b', 'c'), hash: contentHash('theirs') },
      live: {
        id: 'e',
        arn: 'arn:e',
        version: undefined,
        updated: undefined,
        tags: tags({ live: contentHash('ours') }),
      },
    };
    // Its dashboard would change, and waits for another data set: so does what only the next version can stand.
    const beside = planPublish([dataSet, other, inspected(after, {})], [], options);
    expect(beside.steps).toEqual([]);
    expect(beside.held.map(({ finding }) => [finding.code, finding.subject])).toEqual([
      ['edited-live', 'sales/e'],
      ['column-in-use', 'sales/d'],
    ]);
    const both = planPublish([dataSet, inspected(after, {})], [], options);
    expect(both.steps.map((step) => step.do)).toEqual(['update', 'update']);
    expect(both.steps[0]).toMatchObject({ differences: ['- column b'] });
  });
});
