import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { type TemporaryProject, temporaryProject } from '../../lake/testing/temporary-project.ts';
import { main } from './main.ts';

let project: TemporaryProject;

beforeAll(async () => {
  project = await temporaryProject(['glue/tables/movies_by_genre_year', 'datasets/movies']);
  const broken = join(project.tables, 'broken');
  await mkdir(join(broken, 'cases'), { recursive: true });
  const column = { name: 'x', type: 'bigint', nullable: true, description: 'A number.' };
  const contract = {
    title: 'Broken',
    description: 'It fails.',
    owner: 'media',
    columns: [column],
    key: ['x'],
    rebuild: 'full',
  };
  await writeFile(join(broken, 'table.json'), JSON.stringify(contract));
  await writeFile(join(broken, 'transform.sql'), 'SELECT CAST(title AS BIGINT) AS x FROM movies\n');
  await writeFile(join(broken, 'quality.dqdl'), 'Rules = [\n    RowCount > 0\n]\n');
});
afterAll(() => project.dispose());

async function run(...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const effects: Effects = {
    cwd: project.root,
    env: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    now: () => new Date('2026-11-21T00:00:00Z'),
  };
  const code = await main(args, effects);
  return { code, stdout, stderr };
}

const dashboards = async () => await readdir(project.dashboards).catch(() => []);

/** What a wrong use says. */
const refusal = async (...args: string[]) =>
  await run(...args).then(
    () => 'nothing',
    (error: CommandError) => `${error.exitCode} ${error.message} [${error.code}]`,
  );

describe('sluice new dashboard', () => {
  it('says what it would draw, and writes nothing, with --dry-run', async () => {
    const { code, stdout } = await run('films', '--table', 'movies_by_genre_year', '--dry-run', '--json');
    const said: unknown = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(said).toMatchObject({ dashboard: 'films', written: false, title: 'Movies by genre and year' });
    expect(await dashboards()).toEqual([]);
  });

  it('writes a card, a definition and a data set a table, and gives way to none of that name', async () => {
    const { code, stderr } = await run('films', '--table', 'movies_by_genre_year', '--title', 'Films');
    expect(code).toBe(0);
    expect(stderr).toContain('look movies_by_genre_year: year reaches 2046');
    expect(stderr).toContain('npx sluice validate dashboards/films');
    const files = await readdir(join(project.dashboards, 'films'), { recursive: true });
    expect(files.sort()).toEqual([
      'dashboard.json',
      'data-sets',
      'data-sets/movies_by_genre_year.json',
      'definition.json',
    ]);
    const card: unknown = JSON.parse(await readFile(join(project.dashboards, 'films', 'dashboard.json'), 'utf8'));
    expect(card).toMatchObject({ title: 'Films', owner: 'media-insights' });
    expect(await refusal('films', '--table', 'movies_by_genre_year')).toMatch(
      /^2 .*a name that is free.*\[name-taken\]$/,
    );
  });

  it.each([
    [['x'], /^2 .*expected --table TABLE, got none; name one of broken, movies_by_genre_year/],
    [['x', '--table', 'movies_by_genre_yaer'], /^2 .*did you mean movies_by_genre_year\?/],
    [['x', '--table', '../movies'], /^2 .*expected a table of glue\/tables/],
    [[], /^2 .*expected one NAME, got none/],
    [['x', 'y', '--table', 'broken'], /^2 .*expected one NAME/],
    [['Films!', '--table', 'broken'], /^2 .*snake_case/],
    [['x', '--table', 'broken', '--title', ' '], /^2 .*expected --title of 1 to 1,024 characters/],
  ])('refuses %j', async (args, message) => {
    expect(await refusal(...args)).toMatch(message);
  });

  it('says which table fails, with 1, and writes nothing', async () => {
    const before = await dashboards();
    const { code, stderr } = await run('x', '--table', 'movies_by_genre_year', '--table', 'broken');
    expect(code).toBe(1);
    expect(stderr).toContain('[transform-failed]');
    expect(stderr).toContain("broken: can't be built");
    expect(await dashboards()).toEqual(before);
  });

  it('says what validate would find in the draft, with 1, and writes nothing', async () => {
    const folder = join(project.tables, 'talkative');
    await cp(join(project.tables, 'movies_by_genre_year'), folder, { recursive: true });
    const contract = await readFile(join(folder, 'table.json'), 'utf8');
    await writeFile(
      join(folder, 'table.json'),
      contract.replace(/"title": "[^"]*"/, `"title": "${'Long '.repeat(500)}"`),
    );
    const { code, stderr } = await run('y', '--table', 'talkative');
    expect(code).toBe(1);
    expect(stderr).toContain('dashboards/y/dashboard.json');
    expect(stderr).toContain('nothing was written');
    expect(await dashboards()).not.toContain('y');
    expect((await run('y', '--table', 'talkative', '--title', 'Short', '--dry-run')).code).toBe(0);
  });

  it('says that a room can’t be written', async () => {
    await rm(project.dashboards, { recursive: true });
    await writeFile(project.dashboards, 'a file where the room belongs');
    expect(await refusal('x', '--table', 'movies_by_genre_year')).toMatch(/^3 .*\[not-writable\]$/);
  });
});
