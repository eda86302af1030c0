import { readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startPublishingLab } from '../publish/testing/publishing-lab.ts';
import { pull } from './pull.ts';

/** Others may have owners whom nobody mapped yet, which publish refuses. */
const samples = ['movies', 'operations', 'sales', 'sensors', 'users'];

it('changes no byte after publishing, whatever the dashboard', async () => {
  const lab = await startPublishingLab(samples);
  const published = await lab.publish();
  expect(published.findings).toEqual([]);
  for (const dashboard of samples) {
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

it('writes through no symbolic link, forced or not', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const { root } = lab.project;
  await rename(join(root, 'dashboards', 'users'), join(root, 'elsewhere'));
  await symlink('../elsewhere', join(root, 'dashboards', 'users'));
  const card = await lab
    .edit('elsewhere/dashboard.json', (text) => text.replace('"Users"', '"Mine"'))
    .then(() => readFile(join(root, 'elsewhere', 'dashboard.json'), 'utf8'));
  await lab.standIn.control.editInConsole({ dashboardId: 'sluice-rehearsal-users', name: 'Users edited' });
  for (const force of [false, true]) {
    const options = { dashboard: 'users', as: undefined, force, planOnly: false };
    await expect(pull(lab.surroundings, lab.project, options)).rejects.toMatchObject({ code: 'linked', exitCode: 2 });
  }
  expect(await readFile(join(root, 'elsewhere', 'dashboard.json'), 'utf8')).toBe(card);
});

it('never writes a broken dashboard.json anew, so that no viewer is lost', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  await lab.edit('dashboards/users/dashboard.json', (text) => text.replace(/\}\s*$/, ',}'));
  const file = join(lab.project.root, 'dashboards', 'users', 'dashboard.json');
  const before = await readFile(file, 'utf8');
  const options = { dashboard: 'users', as: undefined, force: true, planOnly: false };
  await expect(pull(lab.surroundings, lab.project, options)).rejects.toMatchObject({ code: 'broken-file' });
  expect(await readFile(file, 'utf8')).toBe(before);
});
