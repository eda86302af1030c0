import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from './main.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

async function run(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  let [stdout, stderr] = ['', ''];
  const code = await main(args, {
    ...{ cwd, env, now: () => new Date(0) },
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

test('lines, JSON, and outputs of a step', async () => {
  const repository = await temporaryRepository({ 'datasets/orders/schema.json': '{}', 'README.md': '' });
  const outputs = await mkdtemp(join(tmpdir(), 'sluice-outputs-'));
  const file = join(outputs, 'output');
  await writeFile(file, 'before=1\n');
  await repository.put('datasets/orders/a\n::error::b.csv', 'id\n1\n');
  const told = await run(repository.root, ['--base', 'main'], { GITHUB_OUTPUT: file });
  expect(told.code).toBe(0);
  expect(told.stdout).toMatch(/^files {15}1 added$/m);
  expect(told.stdout).toMatch(/^datasets {12}orders$/m);
  const written = await readFile(file, 'utf8');
  expect(written).toMatch(
    /^before=1\nbase<<(?:ghadelimiter_\S+)\n[0-9a-f]{40}\nghadelimiter_\S+\ndatasets<<(ghadelimiter_\S+)\n\["orders"\]\n\1\n/,
  );
  expect(written).toMatch(/lake<<(\S+)\ntrue\n\1\n.*docs-only<<(\S+)\nfalse\n\2\n$/s);
  const json = await run(repository.root, ['--base', 'main', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ base: { ref: 'main' }, touched: { datasets: ['orders'] } });
  expect(json.stderr).toBe('');
  await repository.dispose();
  await rm(outputs, { recursive: true });
});

test('what lies beside the folders, and what is hidden, is told and is to be judged', async () => {
  const repository = await temporaryRepository({ 'datasets/orders/schema.json': '{}' });
  const output = join(repository.root, '.git', 'output');
  const tell = async (...args: string[]) => {
    await writeFile(output, '');
    const { stdout } = await run(repository.root, ['--base', 'main', ...args], { GITHUB_OUTPUT: output });
    return { stdout, lake: /lake<<(\S+)\n(\w+)\n\1\n/.exec(await readFile(output, 'utf8'))?.[2] };
  };
  const cases: [string, RegExp, string][] = [
    ['datasets/README.md', /^datasets {12}none$/m, 'false'],
    ['datasets/2026-11.csv', /^in no folder {8}datasets\/2026-11\.csv$/m, 'true'],
    ['glue/tables/2026-11.csv', /^in no folder {8}glue\/tables\/2026-11\.csv$/m, 'true'],
    ['dashboards/a.json', /^in no folder {8}dashboards\/a\.json$/m, 'true'],
    ['dashboards/.x/definition.json', /^dashboards {10}\.x \(added\)$/m, 'true'],
    ['datasets/..evil/1.csv', /^datasets {12}\.\.evil \(added\)$/m, 'true'],
  ];
  for (const [path, line, lake] of cases) {
    await repository.put(path, 'id\n1\n');
    expect([path, await tell()]).toEqual([path, { stdout: expect.stringMatching(line), lake }]);
    await repository.remove(path);
  }
  await repository.git('checkout', '--quiet', '-b', 'work');
  for (const [path] of cases) await repository.put(path, 'id\n1\n');
  await repository.commit();
  const { stdout } = await tell('--head', 'work');
  expect(stdout).toMatch(/^datasets {12}\.\.evil \(added\)\n.*\ndashboards {10}\.x \(added\)$/m);
  await repository.dispose();
});

test.each([[[]], [['--base', '']], [['--base', 'main', '--head', '']], [['main']], [['--bse', 'x']]])(
  'wrong use is refused: %j',
  async (args) => {
    await expect(run(process.cwd(), args)).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  },
);
