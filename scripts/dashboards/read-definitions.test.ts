import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { checkDashboard } from './check-dashboard.ts';
import { readDefinitionFile } from './read-definition-file.ts';
import { readDefinitions } from './read-definitions.ts';
import { writeZip } from './testing/write-zip.ts';

const bundles = path.join(import.meta.dirname, 'testdata/bundles');
const names = ['dashboard/board.json', 'dataset/0d1c.json', 'datasource/lake.json'] as const;
let root: string;
let texts: Record<string, string>;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sluice-bundles-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await cp(bundles, root, { recursive: true });
  const read = names.map(async (name) => [name, await readFile(path.join(bundles, 'orders', name), 'utf8')] as const);
  texts = Object.fromEntries(await Promise.all(read));
});

async function judged(file: string, dataSets?: string): Promise<readonly (readonly [string, readonly string[]])[]> {
  const found = await readDefinitions(file, new Map(), root, dataSets);
  return found.map(({ file, read }) => {
    const findings = 'findings' in read ? read.findings : checkDashboard(read.dashboard, new Map());
    return [file, findings.map(formatFinding)] as const;
  });
}

/** A bundle of those texts, judged. */
async function bundled(files: Readonly<Record<string, string>>, dataSets?: string) {
  await writeFile(path.join(root, 'made.qs'), await writeZip(files));
  return judged('made.qs', dataSets);
}

const edited = (name: (typeof names)[number], from: string, to: string): Record<string, string> => {
  expect(texts[name]).toContain(from);
  return { ...texts, [name]: (texts[name] ?? '').replace(from, to) };
};

describe('readDefinitions of an asset bundle', () => {
  it('judges its dashboards by its own data sets', async () => {
    expect(await judged('orders.qs')).toEqual([['orders.qs/dashboard/board.json', []]]);
    const [read] = await readDefinitions('orders.qs', new Map(), root);
    expect(read?.read).toMatchObject({
      dashboard: { id: 'board', title: 'Orders', recognised: 'a dashboard of an asset bundle' },
    });
  });

  it('judges a file that was unpacked by the data sets beside it, or those that are given', async () => {
    expect(await judged('orders/dashboard/board.json')).toEqual([['orders/dashboard/board.json', []]]);
    await rm(path.join(root, 'orders/datasource'), { recursive: true });
    await cp(path.join(root, 'orders/dataset'), path.join(root, 'exports'), { recursive: true });
    await rm(path.join(root, 'orders/dataset'), { recursive: true });
    expect(await judged('orders/dashboard/board.json', 'exports')).toEqual([['orders/dashboard/board.json', []]]);
    const [[, [finding] = []] = []] = await judged('orders/dashboard/board.json');
    expect(finding).toContain('expected data sets in orders/dataset to judge columns by, got no such folder');
  });

  it('finds a wrong column at the line of its member', async () => {
    const files = edited('dashboard/board.json', '"columnName": "Market"', '"columnName": "Markt"');
    const line = (files['dashboard/board.json'] ?? '').split('\n').findIndex((text) => text.includes('Markt')) + 1;
    const [[, [finding] = []] = []] = await bundled(files);
    expect(finding).toMatch(
      new RegExp(`^made.qs/dashboard/board.json:${line}:\\d+: .*got "Markt"; did you mean "Market"\\?`),
    );
  });

  it.each([
    ['dashboard/board.json', '"kpiVisual"', '"kpiVisuals"', 'unknown-key'],
    ['dashboard/board.json', 'SUM({revenue})', 'SUM({revenues})', 'column-missing'],
    ['dashboard/board.json', '"elementId": "total"', '"elementId": "totals"', 'element-missing'],
    ['dataset/0d1c.json', '"columnName": "rgn"', '"columnName": "region"', 'column-missing'],
    ['dataset/0d1c.json', 'toUpper(', 'toUper(', 'formula-function'],
    ['dataset/0d1c.json', '"physicalTableMap"', '"tables"', 'missing-key'],
  ] as const)('finds a mistake in %s: %s', async (name, from, to, code) => {
    const [[, findings = []] = []] = await bundled(edited(name, from, to));
    expect(
      findings.filter((finding) => finding.endsWith(`[${code}]`) && finding.startsWith(`made.qs/${name}:`)),
    ).not.toEqual([]);
  });

  it('judges each of several', async () => {
    const analysis = (texts['dashboard/board.json'] ?? '').replace('"dashboard"', '"analysis"');
    const files = {
      ...edited('dashboard/board.json', '"elementId": "total"', '"elementId": "totals"'),
      'analysis/other.json': analysis,
    };
    const found = await bundled(files);
    expect(found.map(([file, findings]) => [file, findings.length > 0])).toEqual([
      ['made.qs/dashboard/board.json', true],
      ['made.qs/analysis/other.json', false],
    ]);
  });

  it('says once what is wrong with the data sets of several', async () => {
    const other = (texts['dashboard/board.json'] ?? '').replace('"board"', '"other"');
    const files = edited('dataset/0d1c.json', '"physicalTableMap"', '"tables"');
    const found = await bundled({ ...files, 'dashboard/other.json': other });
    expect(found.map(([file]) => file)).toEqual(['made.qs/dashboard/board.json', 'made.qs/dashboard/other.json']);
    const all = found.flatMap(([, findings]) => findings);
    expect(all.filter((finding) => finding.endsWith('[missing-key]'))).toHaveLength(1);
  });

  it('says that it has no data sets', async () => {
    const [[, [finding] = []] = []] = await bundled({ 'dashboard/board.json': texts['dashboard/board.json'] ?? '' });
    expect(finding).toContain('expected data sets in made.qs/dataset to judge columns by');
  });

  it.each([
    ['another archive', { 'datasource/lake.json': '{}', 'readme.txt': '' }, 'got 1 other assets and neither'],
    ['a member that is no JSON', { 'dashboard/a.json': '{' }, '[json-syntax]'],
    ['a member that is no dashboard', { 'dashboard/a.json': '{}' }, '[missing-key]'],
  ])('says what is wrong with %s', async (_, files, words) => {
    const [[, [finding] = []] = []] = await bundled(files);
    expect(finding).toContain(words);
  });

  it('takes one definition only where a page is wanted', async () => {
    const read = await readDefinitionFile('orders.qs', new Map(), root);
    expect('findings' in read && read.findings.map(formatFinding)).toEqual([
      'orders.qs: expected the JSON of one definition, got an asset bundle, which holds several assets; ' +
        'unzip it and give one file of its dashboard/ or analysis/; npx sluice validate takes it whole [file-unreadable]',
    ]);
  });

  it.each([
    [
      'a CloudFormation template',
      { Sales: { Type: 'AWS::QuickSight::Dashboard', Properties: {} } },
      'give Resources.Sales.Properties.Definition',
    ],
    [
      'anything else',
      { Sales: { Type: 'AWS::S3::Bucket' } },
      'expected a key of DashboardVersionDefinition, got "Resources"',
    ],
  ])('says what to give in place of %s', async (_, Resources, words) => {
    await writeFile(path.join(root, 'template.json'), JSON.stringify({ Resources }));
    const [[, findings = []] = []] = await judged('template.json');
    expect(findings.some((finding) => finding.includes(words))).toBe(true);
    expect(findings.length === 1).toBe('Properties' in (Resources.Sales ?? {}));
  });

  it('says that a file is no archive, or not there', async () => {
    await writeFile(path.join(root, 'made.qs'), '{}');
    const [[, [none] = []] = []] = await judged('made.qs');
    expect(none).toBe(
      "made.qs: expected an asset bundle (a zip archive of JSON files) with a dashboard or an analysis, got what can't be read as a zip archive (File format is not recognized); " +
        'export it again with the format QUICKSIGHT_JSON, or give the output of aws quicksight describe-dashboard-definition [file-unreadable]',
    );
    const [[, [gone] = []] = []] = await judged('gone.qs');
    expect(gone).toContain('no such file');
  });
});
