import { spawn } from 'node:child_process';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lakeContent } from '../lake/testing/lake-content.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';

const kills = 50;
const changing = join('datasets', 'sales_records');

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject();
});
afterAll(() => project.dispose());

/** Runs one build; with `life` it is killed after so many milliseconds. @returns how it ended */
async function build(life?: number): Promise<number | string> {
  const child = spawn(process.execPath, [project.command, 'start', '--once'], { cwd: project.root, stdio: 'ignore' });
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'none'));
  });
  if (life === undefined) return await ended;
  const timer = sleep(life).then(() => child.kill('SIGKILL'));
  const result = await ended;
  await timer;
  return result;
}

/** mulberry32: the moments are random and the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function withTolerance(schema: string, tolerance: number): string {
  const json = JSON.parse(schema);
  return JSON.stringify({ ...json, 'x-sluice': { ...json['x-sluice'], tolerance } });
}

test(`${kills} builds killed at random moments, then one build: the bytes of a clean build`, async () => {
  const begin = performance.now();
  expect(await build()).toBe(0);
  const duration = performance.now() - begin;
  const clean = await lakeContent(project.lake.root);
  expect(clean.size).toBeGreaterThan(40);

  const schema = join(project.root, changing, 'schema.json');
  const original = await readFile(schema, 'utf8');
  const another = withTolerance(original, 0.9);
  const [moving] = (await readdir(join(project.root, changing))).filter((name) => name.endsWith('.csv')).sort();
  const file = join(project.root, changing, moving ?? '');
  const next = random(20261121);
  let killed = 0;
  for (let round = 0; round < kills; round += 1) {
    // Each round asks for another lake: from nothing, by another schema, or with one file less.
    if (next() < 0.3) await rm(project.lake.root, { recursive: true, force: true });
    await writeFile(schema, next() < 0.5 ? original : another);
    const away = next() < 0.3;
    if (away) await rename(file, `${project.root}/away`);
    if ((await build(next() * duration)) === 'SIGKILL') killed += 1;
    if (away) await rename(`${project.root}/away`, file);
  }
  await writeFile(schema, original);
  expect(await build()).toBe(0);
  expect(killed).toBeGreaterThan(kills / 2);
  expect(await lakeContent(project.lake.root)).toEqual(clean);
}, 600_000);
