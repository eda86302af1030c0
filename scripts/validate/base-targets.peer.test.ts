import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LakeRepository, lakeRepository } from './testing/lake-repository.ts';

let repository: LakeRepository;
beforeEach(async () => {
  repository = await lakeRepository();
});
afterEach(() => repository.dispose());

test('nothing changed: nothing is judged', async () => {
  expect(await repository.validate()).toMatchObject({ code: 0, stdout: '' });
  expect((await repository.validate()).stderr).toMatch(/0 errors and 0 warnings in nothing\n$/);
});

test('a new file is judged, and nothing beside it', async () => {
  await repository.put(
    'datasets/regions/more.csv',
    'region,name,country,latitude,longitude\nDE-BY,Munich,Germany,x,11.6\n',
  );
  await repository.edit('datasets/movies/movies.csv', (text) => text.replace(/\n.*\n/, '\n'));
  await repository.commit();
  await repository.git('checkout', '--quiet', '-b', 'other', 'base');
  await repository.put(
    'datasets/regions/more.csv',
    'region,name,country,latitude,longitude\nDE-BY,Munich,Germany,x,11.6\n',
  );
  const { code, lines, stderr } = await repository.validate();
  expect(code).toBe(1);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^error datasets\/regions\/more\.csv:2: latitude: .*\[number-format\]$/);
  expect(stderr).toMatch(/in 1 dataset \(1 file\)\n$/);
});

describe('files that hold something else give one message', () => {
  const merge = '<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> other\n';

  test.each([
    [
      'datasets/regions/more.csv',
      (line: string) => `${line}\nDE-BY,a,b,1,2\n${merge}`,
      /^error datasets\/regions\/more\.csv:3:1: .*\[conflict-marker\]$/,
    ],
    [
      'datasets/regions/schema.json',
      () => `{\r\n${merge.replaceAll('\n', '\r\n')}}`,
      /^error datasets\/regions\/schema\.json:2:1: .*\[conflict-marker\]$/,
    ],
    [
      'glue/tables/sales_daily/transform.sql',
      () => `SELECT\n${merge}`,
      /^error glue\/tables\/sales_daily\/transform\.sql:2:1: .*\[conflict-marker\]$/,
    ],
    [
      'glue/tables/sales_daily/table.json',
      () => merge,
      /^error glue\/tables\/sales_daily\/table\.json:1:1: .*\[conflict-marker\]$/,
    ],
    [
      'dashboards/sales/definition.json',
      () => merge,
      /^error dashboards\/sales\/definition\.json:1:1: .*\[conflict-marker\]$/,
    ],
    [
      'datasets/regions/l.csv',
      () => 'version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12345\n',
      /^error datasets\/regions\/l\.csv: .* to 12345 bytes .*\[lfs-pointer\]$/,
    ],
    [
      'dashboards/sales/data-sets/sales_daily.json',
      () => 'version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 1\n',
      /\[lfs-pointer\]$/,
    ],
    [
      'datasets/Regions/a.csv',
      () => 'region\n',
      /^error datasets\/Regions: .*"datasets\/regions".*\[path-case-collision\]$/,
    ],
    ['datasets/regions/REGIONS.csv', (line: string) => line, /^error datasets\/regions\/.*\[path-case-collision\]$/],
    [
      'datasets/regions/aux.csv',
      (line: string) => line,
      /^error datasets\/regions\/aux\.csv: .*\[path-not-portable\]$/,
    ],
  ])('%s', async (path, content, message) => {
    await repository.put(path, content('region,name,country,latitude,longitude'));
    const found = await repository.validate();
    expect(found.code).toBe(1);
    expect(found.lines).toEqual([expect.stringMatching(message)]);
  });

  test('text that only looks like the beginning of a merge is data', async () => {
    await repository.put(
      'datasets/regions/more.csv',
      'region,name,country,latitude,longitude\nDE-BY,"a\n<<<<<<< x\n=======y",b,1,2\n',
    );
    expect((await repository.validate()).code).toBe(0);
  });

  test('a file of 200 MB is refused without reading it', async () => {
    const path = join(repository.root, 'datasets/regions/large.csv');
    await writeFile(path, '');
    await truncate(path, 200_000_000);
    const found = await repository.validate();
    expect(found.lines).toEqual([expect.stringMatching(/large\.csv: .* got 200 MB.*\[file-too-large\]$/)]);
  });
});

test('in a workflow: annotations at the line, a summary, and no command out of foreign text', async () => {
  const rows = Array.from({ length: 15 }, (_, row) => `::error::DE-${row} ##[error],n,c,1,1`).join('\n');
  await repository.put('datasets/regions/more.csv', `region,name,country,latitude,longitude\n${rows}\n`);
  const summary = join(repository.root, '..', `${repository.root.split('/').at(-1)}.md`);
  await writeFile(summary, '');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: repository.root };
  const { lines, stderr } = await repository.validate(['--base', 'base'], env);
  const commands = lines.filter((line) => /^\s*::/.test(line));
  expect(commands).toContainEqual(
    expect.stringMatching(/^::error title=pattern,file=datasets\/regions\/more\.csv,line=2::/),
  );
  for (const command of commands) expect(command).toMatch(/^::(error|warning|notice) /);
  for (const line of [...lines.filter((one) => !commands.includes(one)), ...stderr.split('\n')]) {
    expect(line).not.toMatch(/^\s*::|##\[/);
  }
  const text = await readFile(summary, 'utf8');
  expect(text).toMatch(/^## 2 errors and 0 warnings/);
  expect(text).toContain('too&#45;many&#45;rejects');
  await rm(summary);
  const json = await repository.validate(['--base', 'base', '--json'], { GITHUB_ACTIONS: 'true' });
  expect(() => JSON.parse(json.stdout)).not.toThrow();
  expect(json.stderr).toMatch(/^::error /m);
});

test('paths and a base are two ways to choose', async () => {
  await expect(repository.validate(['--base', 'base', 'datasets'])).rejects.toMatchObject({ code: 'usage' });
  await expect(repository.validate(['--base', ''])).rejects.toMatchObject({ code: 'usage' });
  await expect(repository.validate(['--plan'])).rejects.toMatchObject({ code: 'usage' });
});
