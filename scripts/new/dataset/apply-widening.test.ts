import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProgress } from '../../cli/progress.ts';
import { fileOf } from '../../infer/testing/input-files.ts';
import { applyWidening } from './apply-widening.ts';
import type { DatasetTask } from './dataset-task.ts';
import { readOptions } from './options.ts';
import type { PlacedFile } from './place-files.ts';
import { NewDatasetProject } from './testing/new-dataset-project.ts';

let at: NewDatasetProject;
beforeEach(async () => {
  at = await NewDatasetProject.make();
  await at.write('datasets/towns/schema.json', 'before');
  await at.write('b.csv', 'rows');
});
afterEach(() => at.project.dispose());

function task(): DatasetTask {
  const { project } = at;
  const stream = { write: () => undefined };
  const effects = { cwd: project.root, env: {}, stdout: stream, stderr: stream, now: () => new Date(0) };
  const options = readOptions(['towns', 'b.csv']);
  const folder = join(project.datasets, 'towns');
  return { options, project, folder, files: [], effects, progress: createProgress(effects) };
}

const placed = (target: string): PlacedFile => ({
  input: fileOf('b.csv', Buffer.from('rows')),
  path: join(at.project.root, 'b.csv'),
  bytes: 4,
  target,
  isInPlace: false,
});

it('puts the wider schema into place before the first file', async () => {
  const seen: string[] = [];
  const copy = {
    ...placed('b.csv'),
    get target() {
      seen.push(readFileSync(join(at.project.datasets, 'towns', 'schema.json'), 'utf8'));
      return 'b.csv';
    },
  };
  await applyWidening(task(), { before: 'before', after: 'after' }, [copy]);
  expect(seen).toEqual(['after']);
  expect(await at.left()).toEqual(['towns', 'towns/b.csv', 'towns/schema.json']);
});

it('takes all back where a file can not be placed', async () => {
  const copies = [placed('b.csv'), placed('schema.json')];
  const applied = applyWidening(task(), { before: 'before', after: 'after' }, copies);
  await expect(applied).rejects.toMatchObject({ code: 'file-taken', exitCode: 2 });
  expect(await at.left()).toEqual(['towns', 'towns/schema.json']);
  expect(await at.schema('towns')).toBe('before');
});

it('leaves a schema that was changed meanwhile', async () => {
  const applied = applyWidening(task(), { before: 'other', after: 'after' }, [placed('b.csv')]);
  await expect(applied).rejects.toMatchObject({ code: 'schema-changed', exitCode: 3 });
  expect(await at.left()).toEqual(['towns', 'towns/schema.json']);
  expect(await at.schema('towns')).toBe('before');
});
