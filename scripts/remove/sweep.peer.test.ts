import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../lake/testing/run-command.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';

let project: TemporaryProject;
beforeEach(async () => {
  project = await temporaryProject();
});
afterEach(() => project.dispose());

test('the next build takes what the lake holds of what was removed, and is sound', async () => {
  const run = (...args: string[]) => runCommand(project.command, args, project.root);
  expect((await run('start', '--once')).code).toBe(0);
  const held = [join(project.lake.processed, 'movies'), join(project.lake.final, 'movie_details')];
  expect(held.map((path) => existsSync(path))).toEqual([true, true]);
  expect((await run('remove', 'dataset', 'movies', '--with-dependents')).code).toBe(0);
  const { code, stdout, stderr } = await run('start', '--once');
  expect(stdout + stderr).not.toMatch(/^error/m);
  expect(code).toBe(0);
  expect(held.map((path) => existsSync(path))).toEqual([false, false]);
  expect((await run('validate')).code).toBe(0);
});
