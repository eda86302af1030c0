import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryRepository, temporaryRepository } from '../changes/testing/temporary-repository.ts';
import { main } from './main.ts';

const schema = JSON.stringify({ type: 'object', properties: { id: { type: 'integer' } } });
let repository: TemporaryRepository;
beforeEach(async () => {
  repository = await temporaryRepository({
    'datasets/orders/schema.json': schema,
    'datasets/orders/a.csv': 'id\n1\n',
    'datasets/README.md': '# datasets\n',
    'datasets/.gitkeep': '',
    'dashboards/README.md': '# dashboards\n',
    'glue/tables/README.md': '# tables\n',
  });
  await repository.git('branch', 'base');
});
afterEach(() => repository.dispose());

async function run(...args: string[]) {
  let stdout = '';
  const code = await main(args, {
    ...{ cwd: repository.root, env: {}, now: () => new Date(0) },
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => undefined },
  });
  return { code, stdout, lines: stdout.split('\n').filter((line) => line !== '') };
}

/** A repository inside of this one, with a commit. */
async function inner(path: string): Promise<void> {
  await mkdir(join(repository.root, path), { recursive: true });
  await repository.put(`${path}/schema.json`, schema);
  await repository.put(`${path}/1.csv`, 'id\n1\n');
  await repository.git('-C', path, 'init', '--quiet');
  await repository.git('-C', path, 'add', '--all');
  await repository.git('-C', path, 'commit', '--quiet', '--message', 'inner');
}

const told: Readonly<Record<string, RegExp>> = {
  'datasets/2026-11.csv':
    /^error datasets\/2026-11\.csv: .*move it into .*datasets\/<dataset>\/2026-11\.csv \[unexpected-file\]$/,
  'datasets/.x/1.csv': /^error datasets\/\.x: .*rename the folder.*\[dataset-name\]$/,
  'datasets/..evil/1.csv': /^error datasets\/\.\.evil: .*\[dataset-name\]$/,
  'datasets/orders/.2026-11.csv': /^error datasets\/orders\/\.2026-11\.csv: .*rename it.*\[unexpected-file\]$/,
  'glue/tables/2026-11.csv': /^error glue\/tables\/2026-11\.csv: .*the folder of its table.*\[unexpected-file\]$/,
  'dashboards/board.json': /^error dashboards\/board\.json: .*the folder of its dashboard.*\[unexpected-file\]$/,
  'dashboards/.x/definition.json': /^error dashboards\/\.x: .*rename it.*\[unexpected-file\]$/,
};

describe('a file that nothing reads is an error, with the place where it belongs', () => {
  test.each(Object.keys(told))('%s', async (path) => {
    await repository.put(path, 'id\n1\n');
    for (const args of [[], ['--base', 'base'], [path]]) {
      const { code, lines } = await run(...args);
      expect([args, code, lines]).toEqual([args, 1, [expect.stringMatching(told[path] ?? /never/)]]);
    }
  });

  test('a hidden folder of tables is no table', async () => {
    await repository.put('glue/tables/.x/transform.sql', 'SELECT 1');
    expect((await run('--base', 'base')).stdout).toMatch(/^error glue\/tables\/\.x: .*\[table-name\]$/m);
  });

  test('text for people and settings are not', async () => {
    for (const room of ['datasets', 'dashboards', 'glue/tables']) {
      await repository.put(`${room}/LICENSE`, '');
      await repository.put(`${room}/NOTES.md`, '');
      await repository.put(`${room}/.gitattributes`, '');
    }
    expect(await run()).toMatchObject({ code: 0, lines: [] });
    expect(await run('--base', 'base')).toMatchObject({ code: 0, lines: [] });
  });

  test('what the base has already, no change is told of', async () => {
    await repository.put('datasets/2026-11.csv', 'id\n1\n');
    await repository.commit();
    await repository.git('branch', '--force', 'base');
    await repository.put('datasets/orders/b.csv', 'id\n2\n');
    expect(await run('--base', 'base')).toMatchObject({ code: 0, lines: [] });
  });
});

describe('a repository inside of this one is one error', () => {
  const places = ['datasets/inner', 'datasets/orders/inner', 'glue/tables/inner', 'dashboards/inner'];

  test.each(places)('%s', async (path) => {
    await inner(path);
    const line = expect.stringMatching(new RegExp(`^error ${path}: .*\\(a submodule\\).*\\[unexpected-file\\]$`));
    const all = async (state: string) => {
      for (const args of [[], ['--base', 'base']]) {
        const { code, lines } = await run(...args);
        expect([state, args, code, lines]).toEqual([state, args, 1, [line]]);
      }
    };
    await all('not yet added');
    await repository.commit();
    await all('committed');
    // As a workflow's clone has it.
    await repository.remove(path);
    await mkdir(join(repository.root, path), { recursive: true });
    await all('empty');
  });
});
