import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../../preview/testing/open-browser.ts';
import { drawn, openWatched } from '../../preview/testing/watched-page.ts';
import { scratchRepository } from '../../workflows/testing/scratch-repository.ts';
import { main } from '../main.ts';

/**
 * Takes the README's pictures: `node scripts/report/testing/take-pictures.ts [FOLDER]`, by default .github/pictures. The pull request changes a CSV, a
 * schema and a dashboard of the repository itself.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', '..', '.github', 'pictures');
const scratch = await scratchRepository();
const out = await mkdtemp(join(tmpdir(), 'sluice-pictures-'));
const read = (path: string) => readFile(join(scratch.root, path), 'utf8');

const sales = 'datasets/sales_records/2026-05.csv';
const [header = '', ...rows] = (await read(sales)).trimEnd().split('\n');
const broken = rows.map((row, index) => (index % 60 === 7 ? row.replace(/^([^;]*;[^;]*);[^;]*/, '$1;many') : row));
await scratch.change({
  [sales]: `${[header, ...broken].join('\n')}\n`,
  'datasets/regions/schema.json': (await read('datasets/regions/schema.json')).replace(
    '"properties": {',
    '"properties": { "opened": { "type": "string", "format": "date" },',
  ),
  'dashboards/operations/definition.json': (await read('dashboards/operations/definition.json')).replace(
    /"ColumnName": "([a-z_]+)"/,
    '"ColumnName": "$1s"',
  ),
});
await main(['--base', scratch.base, '--out', out], {
  ...{ cwd: scratch.root, env: {}, stdout: { write: () => undefined }, stderr: process.stderr },
  now: () => new Date('2026-11-20T12:00:00Z'),
});
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
const shots = [
  ['report', '#/report', 1280, 'light'],
  ['dashboard', '#/d/sales', 1280, 'light'],
  ...(process.argv[2] === undefined
    ? []
    : ([
        ['report-dark', '#/report', 1280, 'dark'],
        ['report-narrow', '#/report', 390, 'light'],
        ['report-narrow-dark', '#/report', 390, 'dark'],
      ] as const)),
] as const;
for (const [name, route, width, colorScheme] of shots) {
  const address = `${pathToFileURL(join(out, 'report.html')).href}${route}`;
  const { page, close } = await openWatched(browser, address, { viewport: { width, height: 860 }, colorScheme });
  await drawn(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}
await browser.close();
await scratch.dispose();
await rm(out, { recursive: true });
