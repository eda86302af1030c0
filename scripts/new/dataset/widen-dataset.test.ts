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

  it('stays as it is where one of its files can not be put into place', async () => {
    await at.write('2026.csv', wider.replaceAll('place', 'spot'));
    await mkdir(join(at.project.datasets, 'towns', '2026.csv'));
    const { code, thrown, stderr } = await at.run(['towns', '2025.csv', '2026.csv', '--apply']);
    expect({ code, thrown }).toEqual({ code: 2, thrown: 'file-taken' });
    expect(stderr).toContain('2026.csv: expected a name that is free');
    await rm(join(at.project.datasets, 'towns', '2026.csv'), { recursive: true });
    await unchanged();
  });

  it('stays as it is where its schema was changed meanwhile', async () => {
    await at.write('mail.csv', mail);
    const edited = before.replace('Towns of ours', 'Towns of theirs');
    const edit = (): Promise<void> => at.write('datasets/towns/schema.json', edited);
    const ran = await at.run(['towns', 'mail.csv', '--apply'], ['m', 'p'], edit);
    expect(ran).toMatchObject({ code: 3, thrown: 'schema-changed' });
    expect(await at.schema('towns')).toBe(edited);
    expect(at.has('datasets/towns/mail.csv')).toBe(false);
  });

  it('says what was written, and how it is taken back', async () => {
    await at.write('same.csv', first);
    await at.write('b/same too.csv', first.replaceAll('town', 'village'));
    const copied = await at.run(['towns', 'same.csv', 'b/same too.csv', '--apply']);
    expect(copied.stderr).toContain('copied 2 files beside datasets/towns/schema.json, which stays as it is');
    expect(copied.stderr).toContain(
      'git clean -f -- datasets/towns/same.csv "datasets/towns/same too.csv" removes the files',
    );
    expect(copied.stderr).not.toContain('git checkout');
    const both = await at.run(['towns', '2025.csv', '--apply']);
    expect(both.stderr).toContain('applied datasets/towns/schema.json, and copied 1 file beside it');
    expect(both.stderr).toContain(
      'git checkout -- datasets/towns/schema.json takes the schema back, git clean -f -- datasets/towns/2025.csv removes the file',
    );
    const none = await at.run(['towns', 'datasets/towns/2025.csv', '--apply']);
    expect(none.stderr).toContain('nothing was written: the schema fits, and no file was to be copied');
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

  it.each([
    ['"declared": "public"', 'its files may be committed, since they are declared public'],
    ['"source": "upload"', 'its files are uploaded, and not committed'],
  ])('remarks on a new personal column where the schema says %s', async (word, said) => {
    const edited = word.includes('source')
      ? before.replace('"source": "repository"', word)
      : before.replace('"owner"', `${word}, "owner"`);
    await at.write('datasets/towns/schema.json', edited);
    await at.write('mail.csv', mail);
    const ran = await at.run(['towns', 'mail.csv', '--apply'], []);
    expect(ran).toMatchObject({ code: 0, asked: [] });
    expect(ran.stdout).toContain(said);
    expect(JSON.parse(await at.schema('towns')).properties.email['x-sluice'].sensitive).toBe('tokenise');
    expect(at.has('datasets/towns/mail.csv')).toBe(!word.includes('source'));
  });

  it('asks nothing where nothing will be written', async () => {
    await at.write('mail.csv', mail);
    expect(await at.run(['towns', 'mail.csv'], [])).toMatchObject({ code: 1, asked: [] });
    await unchanged();
  });

  it('refuses a file of other columns, and one whose name is there', async () => {
    await at.write('other.csv', `gene,start\n${rows(20, (index) => `G${index},${index}`)}`);
    const other = await at.run(['towns', 'other.csv', '--apply']);
    expect(other.code).toBe(1);
    expect(`${other.stdout}${other.stderr}`).toMatch(
      /other\.csv: expected columns of datasets\/towns\/schema\.json, got none of them; "gene", "start".*\[header-differs\]/,
    );
    await unchanged();
    await at.write('new/2024.csv', first);
    expect(await at.run(['towns', 'new/2024.csv', '--apply'])).toMatchObject({ code: 2, thrown: 'file-taken' });
    await unchanged();
  });
});

const contacts = (value: (index: number) => string): string =>
  `code,contact\n${rows(30, (index) => `${value(index)}-${index},${value(index)}`)}`;
const desks = contacts((index) => `desk ${index % 5}`);
const mails = contacts((index) => `u${index}@example.org`);

describe('a column that held something else', () => {
  beforeEach(async () => {
    await at.write('desks.csv', desks.replaceAll(/^desk/gm, 'd'));
    await at.write('mails.csv', mails.replaceAll(/^u/gm, 'm'));
    expect((await at.run(['contacts', 'desks.csv', '--not-personal', 'contact'])).code).toBe(0);
  });

  const contact = async () => JSON.parse(await at.schema('contacts')).properties.contact['x-sluice']?.sensitive;

  it('and is personal now is refused where nobody can be asked', async () => {
    const plain = await at.run(['contacts', 'mails.csv']);
    expect(plain.stdout).toContain('contact looks like e-mail addresses');
    expect(plain.stdout).toContain('held something else before: with --apply it has to be settled');
    expect(plain.stdout).not.toContain('@');
    const ran = await at.run(['contacts', 'mails.csv', '--apply']);
    expect(ran).toMatchObject({ code: 2, thrown: 'personal-data' });
    expect(at.has('datasets/contacts/mails.csv')).toBe(false);
    expect(await contact()).toBeUndefined();
  });

  it.each([
    [['--not-personal', 'contact'], undefined, undefined, true],
    [['--declared', 'public'], undefined, 'tokenise', true],
    [[], ['m', 's'], 'mask', true],
    [[], ['t', 'u'], 'tokenise', false],
    [[], ['k'], undefined, true],
  ])('and is personal now heeds %j and the answers %j', async (options, answers, sensitive, isCopied) => {
    const ran = await at.run(['contacts', 'mails.csv', '--apply', ...options], answers);
    expect(ran.code).toBe(0);
    expect(await contact()).toBe(sensitive);
    expect(at.has('datasets/contacts/mails.csv')).toBe(isCopied);
  });

  it('and is personal now is remarked on where the files are declared', async () => {
    const schema = await at.schema('contacts');
    await at.write('datasets/contacts/schema.json', schema.replace('"owner"', '"declared": "synthetic", "owner"'));
    const ran = await at.run(['contacts', 'mails.csv', '--apply'], []);
    expect(ran).toMatchObject({ code: 0, asked: [] });
    expect(ran.stdout).toContain(
      'its files may be committed, since they are declared synthetic; it is published as it is',
    );
    expect(await contact()).toBeUndefined();
  });

  it('was personal before, and was settled, is not asked about again', async () => {
    await at.run(['contacts', 'mails.csv', '--apply', '--not-personal', 'contact']);
    await at.write('more.csv', mails.replaceAll(/^u/gm, 'n'));
    const ran = await at.run(['contacts', 'more.csv', '--apply']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(
      'contact looks like e-mail addresses (100 % of its values look so), as in the files before',
    );
  });
});

describe('a key', () => {
  const sold = (month: number): string =>
    `no,sold,amount\n${rows(30, (index) => `${index + 1},2025-0${month}-${String((index % 28) + 1).padStart(2, '0')},${(index * month) % 17}.50`)}`;
  beforeEach(async () => {
    await at.write('sold_01.csv', sold(1));
    await at.write('sold_02.csv', sold(2));
    await at.run(['sold', 'sold_01.csv']);
  });
  const key = async () => JSON.parse(await at.schema('sold'))['x-sluice'].primaryKey;

  it('that names rows of one file only keeps other files out', async () => {
    const ran = await at.run(['sold', 'sold_02.csv', '--apply']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('sold_02.csv: no: expected a key that no other file has, got 30 of 30 rows');
    expect(ran.stdout).toContain('row 1 of datasets/sold/sold_01.csv');
    expect(at.has('datasets/sold/sold_02.csv')).toBe(false);
    expect(await key()).toEqual(['no']);
  });

  it('goes with --drop-key', async () => {
    const ran = await at.run(['sold', 'sold_02.csv', '--apply', '--drop-key']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('no is no key: tables see every row of every file');
    expect(at.has('datasets/sold/sold_02.csv')).toBe(true);
    expect(await key()).toBeUndefined();
  });

  it('that a file lacks does not become empty', async () => {
    await at.write('other.csv', sold(3).replace('no,', 'q,'));
    const ran = await at.run(['sold', 'other.csv', '--apply', '--drop-key']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('other.csv:1: no: expected this required column in the header');
    expect(await key()).toEqual(['no']);
  });
});
