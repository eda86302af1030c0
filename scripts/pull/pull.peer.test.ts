import { readdir } from 'node:fs/promises';
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
