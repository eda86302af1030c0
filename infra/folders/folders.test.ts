import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldersOf, rehearsal, repository, synthesize, type TemplateJson } from '../testing/synthesize.ts';
import { readFolders } from './read-folders.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'sluice-folders-'));
  for (const room of ['datasets', 'dashboards'])
    await cp(join(repository, room), join(scratch, room), { recursive: true });
  await cp(join(repository, 'glue', 'tables'), join(scratch, 'glue', 'tables'), { recursive: true });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const differing = (before: TemplateJson, after: TemplateJson): string[] =>
  [...new Set([...Object.keys(before.Resources), ...Object.keys(after.Resources)])]
    .filter((id) => JSON.stringify(before.Resources[id]) !== JSON.stringify(after.Resources[id]))
    .map(
      (id) =>
        `${id in before.Resources ? (id in after.Resources ? 'changed' : 'gone') : 'new'} ${id.replace(/[0-9A-F]{8}$/, '')}`,
    )
    .sort();

it('a dataset’s folder alone adds its table and its alarm, and changes what lists datasets', async () => {
  const before = synthesize();
  const schema: unknown = JSON.parse(await readFile(join(scratch, 'datasets/regions/schema.json'), 'utf8'));
  const own = typeof schema === 'object' && schema !== null && 'x-sluice' in schema ? schema['x-sluice'] : undefined;
  const fresh = { ...(own as object), source: 'upload', freshness: 'P1D' };
  await mkdir(join(scratch, 'datasets/countries'));
  await writeFile(
    join(scratch, 'datasets/countries/schema.json'),
    JSON.stringify({ ...(schema as object), 'x-sluice': fresh }),
  );
  const after = synthesize(rehearsal(), foldersOf(scratch));
  expect(differing(before.access, after.access)).toEqual([]);
  expect(differing(before.storage, after.storage)).toEqual([]);
  expect(differing(before.lake, after.lake)).toEqual([
    // The alarms' state is shown, raw's prefixes with a schema are no discovery, and the job gets the dataset's columns.
    'changed Crawler',
    'changed Dashboard',
    'changed Roletransform',
    'changed Transform',
    'new Alarmnodatacountries',
    'new Tablecountries',
  ]);
}, 60_000);

it('says where a schema is wrong', async () => {
  await mkdir(join(scratch, 'datasets/broken'));
  await writeFile(join(scratch, 'datasets/broken/schema.json'), '{ "type": "object", }');
  const read = readFolders(scratch);
  expect('findings' in read ? read.findings.map(({ place }) => place.file) : []).toEqual([
    'datasets/broken/schema.json',
  ]);
});
