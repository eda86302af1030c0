import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { NewDatasetProject } from './testing/new-dataset-project.ts';

let at: NewDatasetProject;
beforeEach(async () => {
  at = await NewDatasetProject.make();
});
afterEach(() => at.project.dispose());

const cities = `city,heads,counted_on\n${Array.from({ length: 30 }, (_, index) => `town ${index},${index * 3},2025-01-${String(index + 1).padStart(2, '0')}\n`).join('')}`;

describe('a new dataset', () => {
  it('is a schema that takes the files, and the files, to the byte', async () => {
    await at.write('in/Städte 1.csv', cities);
    const { code, stdout, stderr } = await at.run([
      'towns',
      'in/Städte 1.csv',
      '--owner',
      'maps team',
      '--licence',
      'CC0-1.0',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^column +type +presence +role +because$/m);
    expect(stderr).toContain('made datasets/towns: 3 columns, 30 rows in 1 file');
    expect(await at.left()).toEqual(['towns', 'towns/Stadte 1.csv', 'towns/schema.json']);
    expect(await at.read('datasets/towns/Stadte 1.csv')).toBe(cities);
    const parsed = parseDatasetSchema(await at.schema('towns'), { name: 'towns', file: 'schema.json' });
    expect(parsed).toMatchObject({ schema: { owner: 'maps team', licence: 'CC0-1.0' } });
  });

  it('is only said with --dry-run', async () => {
    await at.write('a.csv', cities);
    const { code, stderr } = await at.run(['towns', 'a.csv', '--dry-run']);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing was written');
    expect(await at.left()).toEqual([]);
  });

  it('is JSON alone on stdout with --json', async () => {
    await at.write('a.csv', cities);
    const { stdout, stderr, code } = await at.run(['towns', 'a.csv', '--json']);
    expect(code).toBe(0);
    const said: unknown = JSON.parse(stdout);
    expect(said).toMatchObject({ dataset: 'towns', rows: 30, quarantined: 0, files: ['a.csv'], written: true });
    expect(said).toHaveProperty('schema', JSON.parse(await at.schema('towns')));
    expect(stderr).not.toContain('{');
  });

  it('leaves uploaded files where they are', async () => {
    await at.write('a.csv', cities);
    const { stderr } = await at.run(['towns', 'a.csv', '--source', 'upload']);
    expect(await at.left()).toEqual(['towns', 'towns/schema.json']);
    expect(JSON.parse(await at.schema('towns'))).toHaveProperty('x-sluice.source', 'upload');
    expect(stderr).toContain('upload them to raw');
  });

  it('is drafted from what lies in its folder without a schema', async () => {
    await at.write('datasets/towns/a.csv', cities);
    expect((await at.run(['towns'])).code).toBe(0);
    expect(await at.left()).toEqual(['towns', 'towns/a.csv', 'towns/schema.json']);
    expect(await at.read('datasets/towns/a.csv')).toBe(cities);
  });

  it('is drafted from files that are named and from what lies in the folder: all are read, and those come beside these', async () => {
    await at.write('datasets/towns/README.md', 'Towns.\n');
    await at.write('datasets/towns/a.csv', cities);
    await at.write('b.csv', cities.replaceAll('3', '3.5'));
    const { code, stdout } = await at.run(['towns', 'b.csv', 'datasets/towns/a.csv', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ files: ['a.csv', 'b.csv'], rows: 2 * (cities.split('\n').length - 2) });
    expect(await at.left()).toEqual(['towns', 'towns/README.md', 'towns/a.csv', 'towns/b.csv', 'towns/schema.json']);
  });

  it('of a folder with a text for people alone gets the files', async () => {
    await at.write('datasets/towns/README.md', 'Towns.\n');
    await at.write('b.csv', cities);
    expect((await at.run(['towns', 'b.csv'])).code).toBe(0);
    expect(await at.left()).toEqual(['towns', 'towns/README.md', 'towns/b.csv', 'towns/schema.json']);
  });

  it('of a folder whose file is to be uploaded says that it must go', async () => {
    await at.write('datasets/towns/a.csv', cities);
    const { code, stderr } = await at.run(['towns', '--source', 'upload']);
    expect(code).toBe(0);
    expect(stderr).toContain('datasets/towns/a.csv must not be committed');
  });

  it('of a folder with a spreadsheet alone says how to export it', async () => {
    await at.write('datasets/towns/book.xlsx', 'PK');
    const { code, stderr } = await at.run(['towns']);
    expect(code).toBe(2);
    expect(stderr).toContain('book.xlsx is a spreadsheet: in Excel: File, Save As');
  });

  it('asks about dates that may be read either way, unless an order is given', async () => {
    await at.write('a.csv', `city,seen\n${'Oslo,03/04/2025\nLima,05/06/2025\n'.repeat(10)}`);
    const formats = async (): Promise<unknown> =>
      JSON.parse(await at.schema('towns')).properties.seen['x-sluice']?.formats;
    for (const [answers, options, expected] of [
      [['d'], [], ['DD/MM/YYYY']],
      [['month'], [], ['MM/DD/YYYY']],
      [[''], [], undefined],
      [undefined, ['--date-order', 'dmy'], ['DD/MM/YYYY']],
      [undefined, [], undefined],
    ] as const) {
      const { code, asked } = await at.run(['towns', 'a.csv', ...options], answers);
      expect(code).toBe(0);
      expect(asked).toHaveLength(answers?.length ?? 0);
      expect(await formats()).toEqual(expected);
      await rm(join(at.project.datasets, 'towns'), { recursive: true });
    }
  });
});

describe('a name', () => {
  it.each(['Towns', '1st', 'a-b', '../up', 'con', 'x'.repeat(65), ''])('that is %j is refused', async (name) => {
    await at.write('a.csv', cities);
    const { code, stderr } = await at.run([name, 'a.csv']);
    expect(code).toBe(2);
    expect(stderr).toContain('expected a name in snake_case');
    expect(await at.left()).toEqual([]);
  });

  it('that a file or a link has is refused', async () => {
    await at.write('a.csv', cities);
    await at.write('datasets/towns', 'a file');
    await symlink(at.project.root, join(at.project.datasets, 'linked'));
    for (const name of ['towns', 'linked'])
      expect(await at.run([name, 'a.csv'])).toMatchObject({ code: 2, thrown: 'name-taken' });
    expect(at.has('schema.json')).toBe(false);
  });

  it('of a file that is one of a schema or a README is refused, before and after there is one', async () => {
    const rows = JSON.stringify([{ city: 'Oslo', heads: 1 }]);
    for (const name of ['x/schema.json', 'x/Schema.JSON', 'x/README.json']) {
      await at.write(name, rows);
      expect(await at.run(['towns', name])).toMatchObject({ code: 2, thrown: 'usage' });
    }
    expect(await at.left()).toEqual([]);
    await at.write('a.csv', cities);
    await at.run(['towns', 'a.csv']);
    const before = await at.schema('towns');
    expect(await at.run(['towns', 'x/schema.json', '--apply'])).toMatchObject({ code: 2, thrown: 'usage' });
    expect(await at.schema('towns')).toBe(before);
  });

  it('that a table has is refused', async () => {
    await at.write('a.csv', cities);
    await mkdir(join(at.project.tables, 'towns'), { recursive: true });
    expect(await at.run(['towns', 'a.csv'])).toMatchObject({ code: 2, thrown: 'name-taken' });
    expect(await at.left()).toEqual([]);
  });
});

describe('what can not be written', () => {
  it('is said where a file lies in place of the room', async () => {
    await at.write('a.csv', cities);
    await rm(at.project.datasets, { recursive: true });
    await writeFile(at.project.datasets, 'not a folder');
    const { code, stderr } = await at.run(['towns', 'a.csv']);
    expect(code).toBe(3);
    expect(stderr).toContain('expected a folder that can be written');
    expect(await at.read('datasets')).toBe('not a folder');
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'leaves nothing in a folder without access',
    async () => {
      await at.write('a.csv', cities);
      await chmod(at.project.datasets, 0o555);
      const { code, thrown } = await at.run(['towns', 'a.csv']);
      await chmod(at.project.datasets, 0o755);
      expect({ code, thrown }).toEqual({ code: 3, thrown: 'not-writable' });
      expect(await at.left()).toEqual([]);
    },
  );

  it('leaves nothing where a file goes away before it is copied', async () => {
    await at.write('a.csv', `e_mail,heads\n${'a@example.org,3\n'.repeat(12)}`);
    const { code, thrown } = await at.run(['towns', 'a.csv'], ['mask', 'public'], async (question) => {
      if (question.includes('[p]ublic')) await rm(join(at.project.root, 'a.csv'));
    });
    expect({ code, thrown }).toEqual({ code: 3, thrown: 'not-writable' });
    expect(await at.left()).toEqual([]);
  });
});
