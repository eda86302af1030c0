import { rename } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lakeContent } from '../lake/testing/lake-content.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import type { Named } from './plan-removal.ts';
import { removeFolders } from './remove-folders.ts';

let project: TemporaryProject;
beforeEach(async () => {
  project = await temporaryProject();
});
afterEach(() => project.dispose());

const removes: readonly Named[] = [
  { kind: 'dataset', name: 'sales_records' },
  { kind: 'table', name: 'sales_daily' },
  { kind: 'dashboard', name: 'sales' },
];
const now = new Date('2026-11-29T05:00:00Z');

test.each([1, 2, 3])('where move %i fails, every file is where it was', async (failing) => {
  const before = await lakeContent(project.root);
  let count = 0;
  const moving = removeFolders(project, removes, now, async (from, to) => {
    count += 1;
    if (count === failing) throw Object.assign(new Error('no'), { code: 'EPERM', syscall: 'rename' });
    await rename(from, to);
  });
  await expect(moving).rejects.toMatchObject({ code: 'not-writable', exitCode: 3 });
  expect(await lakeContent(project.root)).toEqual(before);
});

test('what is moved keeps every byte, each below its room', async () => {
  const before = await lakeContent(project.root);
  const { keptIn, committed, uncommitted } = await removeFolders(project, removes, now);
  const after = await lakeContent(project.root);
  const kept = `${keptIn.slice(project.root.length + 1).replaceAll('\\', '/')}/`;
  const back = [...after].map(([path, sha256]) => [path.replace(kept, ''), sha256] as const);
  expect(new Map(back)).toEqual(before);
  expect(committed).toEqual([]);
  // Outside git nothing can be given back.
  expect([...after.keys()].filter((path) => path.startsWith(kept))).toHaveLength(uncommitted.length);
});
