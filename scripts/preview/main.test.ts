import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Effects } from '../cli/effects.ts';
import { main } from './main.ts';
import type { PageModel } from './model.ts';
import { sampleDefinition } from './testing/sample-definition.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-preview-'));
  await writeFile(join(folder, 'sales.json'), JSON.stringify(sampleDefinition));
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'sales.csv'), 'region,amount\nNorth,10\nNorth,5\nSouth,20\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the verb as a person standing in the folder would. */
async function preview(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const effects: Effects = {
    cwd: folder,
    env: {},
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    now: () => new Date('2026-11-21T00:00:00Z'),
  };
  const code = await main(args, effects);
  return { code, ...written };
}

/** The model inside a written page. */
async function modelOf(page: string): Promise<PageModel> {
  const html = await readFile(join(folder, page), 'utf8');
  return JSON.parse(/id="model">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
}

test('a definition file is drawn from --data-sets', async () => {
  const { code, stderr } = await preview('sales.json', '--data-sets', 'data', '--out', 'out/page.html');
  expect(code).toBe(0);
  expect(stderr).toContain('page: out/page.html');
  const model = await modelOf('out/page.html');
  const [sheet] = model.dashboards[0]?.sheets ?? [];
  const results = sheet?.elements.flatMap((item) => (item.kind === 'visual' ? [item.visual.result.rows] : []));
  expect(model.mode).toBe('file');
  expect(results).toEqual([
    [
      ['South', 20],
      ['North', 15],
    ],
  ]);
});

test('without data it is still written, and says what is missing', async () => {
  const { stdout } = await preview('sales.json', '--out', 'empty.html', '--json');
  const summary = JSON.parse(stdout);
  expect(summary).toMatchObject({
    page: 'empty.html',
    missingDataSets: ['sales'],
    dashboards: [{ id: 'sales', visuals: 1 }],
  });
  const reasons = (await modelOf('empty.html')).dashboards[0]?.notDrawn.map(({ reason }) => reason);
  expect(reasons).toContain('data set "sales" has no table');
});

test.each([
  [['sales.json'], 'usage', '--out FILE'],
  [['--out', 'p.html', '--data-sets', 'data'], 'usage', 'a definition file together with --data-sets'],
  [['sales.json', 'b.json', '--out', 'p.html'], 'usage', 'one definition file'],
  [['sales.json', '--out', 'p.html', '--data-sets', 'nowhere'], 'data-sets-folder', 'nowhere: expected a folder'],
  [['sales', '--out', 'p.html'], 'no-project', 'datasets/'],
])('%j is refused with what to do', async (args, code, message) => {
  await expect(preview(...args)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
});

test('a project without a lake is told to build it; one without such a dashboard, which there are', async () => {
  await mkdir(join(folder, 'datasets'));
  await mkdir(join(folder, 'dashboards', 'movies'), { recursive: true });
  await writeFile(join(folder, 'dashboards', 'movies', 'definition.json'), '{}');
  await expect(preview('--out', 'p.html')).rejects.toMatchObject({
    code: 'no-lake',
    exitCode: 3,
    message: expect.stringContaining('npm start -- --once'),
  });
  await mkdir(join(folder, '.lake', 'final', '_tables'), { recursive: true });
  await expect(preview('sails', '--out', 'p.html')).rejects.toMatchObject({
    code: 'unknown-dashboard',
    exitCode: 2,
    message: expect.stringContaining('one of movies'),
  });
});
