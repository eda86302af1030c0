import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPage, type PageAssets } from './build-page.ts';
import { decodeWorld } from './page/world.ts';

let folder = '';
let built: PageAssets;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-page-'));
  built = await buildPage(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a second build reads what the first one kept', async () => {
  const [kept = ''] = await readdir(folder);
  const before = await stat(join(folder, kept, 'page.js'));
  expect(await buildPage(folder)).toEqual(built);
  expect((await stat(join(folder, kept, 'page.js'))).mtimeMs).toBe(before.mtimeMs);
  expect(await readdir(folder)).toEqual([kept]);
});

test('bundles of earlier sources are swept away', async () => {
  const other = await mkdtemp(join(tmpdir(), 'sluice-page-'));
  await mkdir(join(other, 'earlier'));
  await buildPage(other);
  expect(await readdir(other)).toEqual(await readdir(folder));
  await rm(other, { recursive: true, force: true });
});

test('a folder that can’t be written is done without', async () => {
  expect(await buildPage('/dev/null/cache')).toEqual(built);
});

test('the script holds no markup that would end it, and asks for nothing elsewhere', () => {
  expect(built.script).not.toMatch(/<\/script/i);
  expect(built.style).not.toMatch(/@import|url\(\s*['"]?(https?:)?\/\//);
});

test('the map keeps the countries where they are', () => {
  const { features } = decodeWorld(JSON.parse(built.world));
  const points = (name: string) =>
    features.find(({ properties }) => properties.name === name)?.geometry.coordinates.flat(2) ?? [];
  const box = (name: string) => {
    const [xs, ys] = [points(name).map(([x]) => x), points(name).map(([, y]) => y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(Math.round);
  };
  expect(features.length).toBeGreaterThan(170);
  expect(box('Germany')).toEqual([6, 47, 15, 55]);
  expect(box('Australia')).toEqual([113, -44, 154, -11]);
  expect(box('Russia')).toEqual([20, 41, 190, 81]);
});

test('no border jumps across the map at the antimeridian', () => {
  for (const { geometry, properties } of decodeWorld(JSON.parse(built.world)).features) {
    for (const ring of geometry.coordinates.flat()) {
      ring.slice(1).forEach(([x], at) => {
        expect(Math.abs(x - (ring[at]?.[0] ?? x)), properties.name).toBeLessThan(180);
      });
    }
  }
});
