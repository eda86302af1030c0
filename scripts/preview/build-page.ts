import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { worldAtlas } from './world-atlas.ts';

/** The page's three parts, each as it goes to the browser. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** JSON of page/world.ts' World. */
  readonly world: string;
}

/** The licences of what is bundled ask to be named. */
const credits =
  '/*! Apache ECharts, Copyright 2017-2026 The Apache Software Foundation, Apache-2.0; zrender, Copyright 2017 Baidu Inc., BSD-3-Clause; map: Natural Earth, public domain */';

const room = fileURLToPath(new URL('.', import.meta.url));
const repository = join(room, '..', '..');

/**
 * Bundles the page. The result is kept under the hash of everything that it is made from, so that a build with nothing
 * changed reads three files and starts no bundler.
 * @param cache folder that may be deleted at any time
 */
export async function buildPage(
  cache = join(repository, 'node_modules', '.cache', 'sluice-page'),
): Promise<PageAssets> {
  const folder = join(cache, await sourceHash());
  const kept = await readAssets(folder);
  if (kept !== undefined) return kept;
  const [{ build }, { packWorld }] = await Promise.all([import('esbuild'), import('./pack-world.ts')]);
  const bundle = (file: string) =>
    build({
      entryPoints: [join(room, 'page', file)],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      banner: { js: credits },
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
  const [script, style, world] = await Promise.all([bundle('main.ts'), bundle('page.css'), packWorld()]);
  const assets = {
    script: script.outputFiles[0]?.text ?? '',
    style: style.outputFiles[0]?.text ?? '',
    world: JSON.stringify(world),
  };
  await keepAssets(folder, assets);
  return assets;
}

/** Everything that the bundle is made from: the page's sources, the model's, and the versions of what it imports. */
async function sourceHash(): Promise<string> {
  const names = await readdir(join(room, 'page'), { recursive: true, withFileTypes: true });
  const sources = names
    .filter((entry) => entry.isFile() && /\.(ts|css)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const others = [
    'build-page.ts',
    'pack-world.ts',
    'model.ts',
    '../deploy/infra-plan.ts',
    '../report/pick-findings.ts',
    '../../lambda/schema/finding.ts',
  ].map((name) => join(room, name));
  const versions = ['echarts', 'esbuild', 'zrender', 'topojson-client'].map((name) =>
    join(repository, 'node_modules', name, 'package.json'),
  );
  const hash = createHash('sha256');
  for (const path of [...sources.sort(), ...others, ...versions, join(dirname(worldAtlas), 'package.json')]) {
    hash
      .update(path)
      .update('\0')
      .update(await readFile(path))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

const files = { script: 'page.js', style: 'page.css', world: 'world.json' } as const;

async function readAssets(folder: string): Promise<PageAssets | undefined> {
  try {
    const read = (name: string) => readFile(join(folder, name), 'utf8');
    const [script, style, world] = await Promise.all([read(files.script), read(files.style), read(files.world)]);
    return { script, style, world };
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that another build never reads half of it; a cache that can't be written is done without. */
async function keepAssets(folder: string, assets: PageAssets): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  try {
    await mkdir(draft, { recursive: true });
    await Promise.all([
      writeFile(join(draft, files.script), assets.script),
      writeFile(join(draft, files.style), assets.style),
      writeFile(join(draft, files.world), assets.world),
    ]);
    await rename(draft, folder);
    await sweep(dirname(folder), basename(folder));
  } catch {
    // Another build was quicker, or the folder is read-only: the assets in hand are the same.
  }
}

/** Bundles of earlier sources are of no more use. */
async function sweep(cache: string, kept: string): Promise<void> {
  const old = (await readdir(cache)).filter((name) => name !== kept);
  await Promise.all(old.map((name) => rm(join(cache, name), { recursive: true, force: true })));
}
