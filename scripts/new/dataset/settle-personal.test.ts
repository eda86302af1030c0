import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewDatasetProject } from './testing/new-dataset-project.ts';

let at: NewDatasetProject;
beforeEach(async () => {
  at = await NewDatasetProject.make();
  const rows = Array.from({ length: 20 }, (_, index) => `user${index}@example.org,${index}\n`).join('');
  await at.write('people.csv', `email,visits\n${rows}`);
});
afterEach(() => at.project.dispose());

const own = async (): Promise<unknown> => JSON.parse(await at.schema('people'))['x-sluice'];
const sensitive = async (): Promise<unknown> =>
  JSON.parse(await at.schema('people')).properties.email['x-sluice']?.sensitive;

describe('personal columns', () => {
  it('are refused where nobody can be asked, and nothing is copied', async () => {
    const { code, thrown, stderr } = await at.run(['people', 'people.csv']);
    expect({ code, thrown }).toEqual({ code: 2, thrown: 'personal-data' });
    expect(stderr).toContain('email (e-mail addresses');
    expect(stderr).toContain('--declared public or --declared synthetic, --source upload');
    expect(stderr).not.toContain('example.org');
    expect(await at.left()).toEqual([]);
  });

  it('are spoken of with --dry-run, which asks nothing', async () => {
    const told = 'before it is written, 1 column that may be personal must be settled';
    expect((await at.run(['people', 'people.csv', '--dry-run'])).stderr).toContain(told);
    for (const settled of [
      ['--declared', 'public'],
      ['--source', 'upload'],
      ['--not-personal', 'email'],
    ])
      expect((await at.run(['people', 'people.csv', '--dry-run', ...settled])).stderr).not.toContain(told);
  });

  it.each([
    ['m', 'mask'],
    ['t', 'tokenise'],
    ['drop', 'drop'],
    ['', 'tokenise'],
  ])('become what a person answers with %j', async (answer, expected) => {
    const { code, asked } = await at.run(['people', 'people.csv'], [answer, 's']);
    expect(code).toBe(0);
    expect(asked).toHaveLength(2);
    expect(await sensitive()).toBe(expected);
    expect(await own()).toMatchObject({ declared: 'synthetic', source: 'repository' });
  });

  it.each([
    ['', { source: 'upload' }, false],
    ['u', { source: 'upload' }, false],
    ['p', { source: 'repository', declared: 'public' }, true],
    ['s', { source: 'repository', declared: 'synthetic' }, true],
  ])('and their files go where %j says', async (answer, expected, isCopied) => {
    await at.run(['people', 'people.csv'], ['m', answer]);
    expect(await own()).toMatchObject(expected);
    expect(at.has('datasets/people/people.csv')).toBe(isCopied);
  });

  it('that are kept as they are need no word on where their files go', async () => {
    const { code, asked } = await at.run(['people', 'people.csv'], ['k']);
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 1 });
    expect(await sensitive()).toBeUndefined();
    expect(await own()).not.toHaveProperty('declared');
  });

  it('are asked about again after an answer that is none', async () => {
    const { asked } = await at.run(['people', 'people.csv'], ['x', 'm', 'what?', 'p']);
    expect(asked).toHaveLength(4);
    expect(await sensitive()).toBe('mask');
  });

  it.each([
    [['--declared', 'public'], { declared: 'public' }, 'tokenise', true],
    [['--declared', 'synthetic'], { declared: 'synthetic' }, 'tokenise', true],
    [['--source', 'upload'], { source: 'upload' }, 'tokenise', false],
    [['--not-personal', 'email'], { source: 'repository' }, undefined, true],
  ])('are settled by %j without a question', async (options, expected, kept, isCopied) => {
    const { code, asked } = await at.run(['people', 'people.csv', ...options], []);
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    expect(await own()).toMatchObject(expected);
    expect(await sensitive()).toBe(kept);
    expect(at.has('datasets/people/people.csv')).toBe(isCopied);
  });

  it('named by --not-personal have to be there', async () => {
    const { code, stderr } = await at.run(['people', 'people.csv', '--not-personal', 'e_mial']);
    expect(code).toBe(2);
    expect(stderr).toContain('e_mial');
    expect(await at.left()).toEqual([]);
  });

  it.each([
    ['--declared', 'secret'],
    ['--source', 'mail'],
    ['--time-zone', 'Mars/Base'],
    ['--date-order', 'ydm'],
  ])('%s %s is refused', async (option, value) => {
    const { code, stderr } = await at.run(['people', 'people.csv', option, value]);
    expect(code).toBe(2);
    expect(stderr).toContain(`"${value}"`);
    expect(await at.left()).toEqual([]);
  });
});
