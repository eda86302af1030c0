import { type ChildProcess, spawn } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import type { PageModel } from '../preview/model.ts';

let project: TemporaryProject;
let start: ChildProcess;
let printed = '';

beforeAll(async () => {
  project = await temporaryProject();
  const env = { ...process.env, NO_COLOR: '1' };
  start = spawn(process.execPath, [project.command, 'start', '--port', '0'], { cwd: project.root, env });
  for (const stream of [start.stdout, start.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
});
afterAll(async () => {
  start.kill('SIGKILL');
  await project.dispose();
});

/** What has been printed once it matches, from `since` on. */
async function said(pattern: RegExp, since = 0): Promise<readonly string[]> {
  await expect.poll(() => printed.slice(since), { timeout: 60_000, interval: 50 }).toMatch(pattern);
  return printed.slice(since).match(pattern) ?? [];
}

async function moviesKpi(url: string): Promise<unknown> {
  const model: PageModel = await (await fetch(new URL('model.json', url))).json();
  const visuals = model.dashboards
    .find(({ id }) => id === 'movies')
    ?.sheets.flatMap((sheet) => sheet.elements.flatMap((element) => (element.kind === 'visual' ? element.visual : [])));
  return visuals?.find(({ kind }) => kind === 'kpi')?.result.rows[0]?.[0];
}

test('it serves, rebuilds on a change, tells open pages, survives a broken file, and ends when asked', async () => {
  const [, url = ''] = await said(/page: (http:\/\/127\.0\.0\.1:\d+\/)/);
  expect(await moviesKpi(url)).toBe(3201);

  const events = await fetch(new URL('events', url));
  const reader = events.body?.getReader();
  const movies = join(project.datasets, 'movies', 'movies.csv');
  const [header = ''] = (await readFile(movies, 'utf8')).split('\n');
  const values: Record<string, string> = {
    movie_id: '99999',
    title: 'Another',
    year: '1998',
    release_date: 'Jun 12 1998',
  };
  const cells = header
    .trim()
    .split(',')
    .map((name) => values[name] ?? '');
  let since = printed.length;
  await appendFile(movies, `${cells.join(',')}\n`);
  await said(/changed: datasets\/movies\/movies\.csv[\s\S]*movies\/movies\.csv +3,202 +3,202/, since);
  let told = '';
  while (!told.includes('changed')) told += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  expect(await moviesKpi(url)).toBe(3202);

  const schema = join(project.datasets, 'movies', 'schema.json');
  const original = await readFile(schema, 'utf8');
  since = printed.length;
  await writeFile(schema, original.slice(0, 200));
  await said(/error datasets\/movies\/schema\.json:\d+:\d+: .*\n[\s\S]*stale/, since);
  expect(await moviesKpi(url)).toBe(3202);
  since = printed.length;
  await writeFile(schema, original);
  await said(/tables: \d+ (unchanged|built)/, since);

  const ended = new Promise((resolve) => {
    start.on('close', resolve);
  });
  start.kill('SIGINT');
  expect(await ended).toBe(0);
});
