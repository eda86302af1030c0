import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startPublishingLab } from '../publish/testing/publishing-lab.ts';
import { pull } from './pull.ts';

const root = join(import.meta.dirname, '..', '..');
const committed = (await readdir(join(root, 'dashboards'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it('changes no byte after publishing, whatever the dashboard', async () => {
  const lab = await startPublishingLab(committed);
  expect(committed.length).toBeGreaterThan(4);
  const published = await lab.publish();
  expect(published.findings).toEqual([]);
  for (const dashboard of committed) {
    const options = { dashboard, as: undefined, force: false, planOnly: false };
    expect((await pull(lab.surroundings, lab.project, options)).files, dashboard).toEqual([]);
  }
});

it('says what is wrong with a definition whose data sets are no list, and writes it anew when forced', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const file = 'dashboards/users/definition.json';
  const before = await readFile(join(lab.project.root, file), 'utf8');
  await lab.edit(file, (text) => JSON.stringify({ ...JSON.parse(text), DataSetIdentifierDeclarations: {} }));
  const options = { dashboard: 'users', as: undefined, planOnly: false };
  await expect(pull(lab.surroundings, lab.project, { ...options, force: false })).rejects.toMatchObject({
    ...{ code: 'broken-file', exitCode: 2 },
    message: expect.stringMatching(
      /definition\.json:1:\d+: DataSetIdentifierDeclarations: expected a list, got an object/,
    ),
  });
  await pull(lab.surroundings, lab.project, { ...options, force: true });
  expect(JSON.parse(await readFile(join(lab.project.root, file), 'utf8'))).toEqual(JSON.parse(before));
});
