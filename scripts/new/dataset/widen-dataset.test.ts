import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewDatasetProject } from './testing/new-dataset-project.ts';

const rows = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${row(index)}\n`).join('');
const first = `city,heads,status\n${rows(60, (index) => `town ${index},${index},${index % 2 === 0 ? 'open' : 'shut'}`)}`;
const wider = `city,heads,status,note\n${rows(20, (index) => `place ${index},${index}.5,${index % 2 === 0 ? 'open' : 'sold'},n ${index}`)}`;
const mail = `city,heads,status,email\n${rows(20, (index) => `b ${index},1,open,u${index}@example.org`)}`;

let at: NewDatasetProject;
let before: string;
beforeEach(async () => {
  at = await NewDatasetProject.make();
  await at.write('2024.csv', first);
  await at.write('2025.csv', wider);
  expect((await at.run(['towns', '2024.csv'])).code).toBe(0);
  // As a person leaves it: with words and blanks of their own.
  const drafted = await at.schema('towns');
  await at.write('datasets/towns/schema.json', drafted.replace('"title": "Towns"', '"title": "Towns of ours"'));
  before = await at.schema('towns');
});
afterEach(() => at.project.dispose());

const unchanged = async (): Promise<void> => {
  expect(await at.left()).toEqual(['towns', 'towns/2024.csv', 'towns/schema.json']);
  expect(await at.schema('towns')).toBe(before);
};

describe('a dataset that is there', () => {
  it('shows what new files need, changes nothing, and ends with 1', async () => {
    const { code, stdout, stderr } = await at.run(['towns', '2025.csv']);
    expect(code).toBe(1);
    expect(stdout).toContain('heads: integer becomes number');
    expect(stdout).toContain('status: also "sold"');
    expect(stdout).toContain('new: note, which older files do not have');
    expect(stdout).toMatch(/^--- datasets\/towns\/schema\.json$/m);
    expect(stdout).toMatch(/^-.*"heads": \{ "type": "integer"/m);
    expect(stdout).toMatch(/^\+.*"heads": \{ "type": "number"/m);
    expect(stderr).toContain('--apply widens the schema and copies the files');
    await unchanged();
  });

  it('is widened with --apply, and its own words stay', async () => {
    const { code } = await at.run(['towns', '2025.csv', '--apply']);
    expect(code).toBe(0);
    expect(await at.left()).toEqual(['towns', 'towns/2024.csv', 'towns/2025.csv', 'towns/schema.json']);
    expect(await at.read('datasets/towns/2025.csv')).toBe(wider);
    const { properties } = JSON.parse(await at.schema('towns'));
    expect(properties.status.enum).toEqual(['open', 'shut', 'sold']);
    expect(properties.note.type).toEqual(['string', 'null']);
    const again = await at.run(['towns', 'datasets/towns/2024.csv', 'datasets/towns/2025.csv']);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('the schema takes them as it is');
  });

  it('takes files that fit as they are', async () => {
    await at.write('same.csv', first);
    expect((await at.run(['towns', 'same.csv'])).code).toBe(0);
    await unchanged();
    expect((await at.run(['towns', 'same.csv', '--apply'])).code).toBe(0);
    expect(at.has('datasets/towns/same.csv')).toBe(true);
    expect(await at.schema('towns')).toBe(before);
  });

  it('stays as it is with --apply --dry-run', async () => {
    expect((await at.run(['towns', '2025.csv', '--apply', '--dry-run'])).code).toBe(0);
    await unchanged();
  });

  it('is described as JSON alone with --json', async () => {
    const { code, stdout } = await at.run(['towns', '2025.csv', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ dataset: 'towns', rows: 20, quarantined: 0, applied: false });
    await unchanged();
  });

  it('stays as it is where a file can not be put into place', async () => {
    await mkdir(join(at.project.datasets, 'towns', '2025.csv'));
    const { code, stderr } = await at.run(['towns', '2025.csv', '--apply']);
    expect(code).toBe(3);
    expect(stderr).toContain('datasets/towns: expected a folder that can be written, got EISDIR');
    await rm(join(at.project.datasets, 'towns', '2025.csv'), { recursive: true });
    await unchanged();
  });

  it('refuses a new personal column of which nothing was said', async () => {
    await at.write('mail.csv', mail);
    expect(await at.run(['towns', 'mail.csv', '--apply'])).toMatchObject({ code: 2, thrown: 'personal-data' });
    await unchanged();
  });

  it.each([
    [['--not-personal', 'email'], undefined, undefined, { source: 'repository' }, true],
    [['--declared', 'synthetic'], undefined, 'tokenise', { declared: 'synthetic' }, true],
    [['--source', 'upload'], undefined, 'tokenise', { source: 'upload' }, false],
    [[], ['m', 'p'], 'mask', { declared: 'public' }, true],
    [[], ['d', 'u'], 'drop', { source: 'upload' }, false],
    [[], ['k'], undefined, { source: 'repository' }, true],
  ])('heeds %j and the answers %j about a new personal column', async (options, answers, sensitive, own, isCopied) => {
    await at.write('mail.csv', mail);
    expect((await at.run(['towns', 'mail.csv', '--apply', ...options], answers)).code).toBe(0);
    const schema = JSON.parse(await at.schema('towns'));
    expect(schema.properties.email['x-sluice']?.sensitive).toBe(sensitive);
    expect(schema['x-sluice']).toMatchObject(own);
    expect(at.has('datasets/towns/mail.csv')).toBe(isCopied);
  });

  it('asks nothing where nothing will be written', async () => {
    await at.write('mail.csv', mail);
    expect(await at.run(['towns', 'mail.csv'], [])).toMatchObject({ code: 1, asked: [] });
    await unchanged();
  });

  it('refuses a file of other columns, and one whose name is there', async () => {
    await at.write('other.csv', `gene,start\n${rows(20, (index) => `G${index},${index}`)}`);
    const other = await at.run(['towns', 'other.csv', '--apply']);
    expect([1, 2]).toContain(other.code);
    await unchanged();
    await at.write('new/2024.csv', first);
    expect(await at.run(['towns', 'new/2024.csv', '--apply'])).toMatchObject({ code: 2, thrown: 'file-taken' });
    await unchanged();
  });
});
