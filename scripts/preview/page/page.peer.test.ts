import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exportPage } from '../export-page.ts';
import { accessibilityProblems } from '../testing/accessibility.ts';
import { browserPeer } from '../testing/open-browser.ts';
import { sampleModel } from '../testing/sample-model.ts';
import { sampleVisuals } from '../testing/sample-visuals.ts';
import { drawn, openWatched, type WatchedPage } from '../testing/watched-page.ts';

const peer = await browserPeer();

describe.skipIf(typeof peer === 'string')(
  `the exported page in a browser${typeof peer === 'string' ? ` (${peer})` : ''}`,
  () => {
    const browser = peer as Browser;
    let folder = '';
    let address = '';
    let watched: WatchedPage;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sluice-page-'));
      const file = join(folder, 'page.html');
      await writeFile(file, await exportPage(sampleModel));
      address = pathToFileURL(file).href;
    });
    afterEach(() => watched.close());
    afterAll(async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    });

    const open = async (hash = '', options: Parameters<typeof openWatched>[2] = {}) => {
      watched = await openWatched(browser, address + hash, options);
      await drawn(watched.page);
      return watched.page;
    };
    const card = (title: string) =>
      watched.page.locator('.card').filter({ has: watched.page.getByRole('heading', { name: title, exact: true }) });

    test('draws every kind of visual without a complaint and asks for nothing but itself', async () => {
      const page = await open();
      expect(await page.locator('.card').count()).toBe(sampleVisuals.length);
      for (const { visual } of sampleVisuals) {
        const here = card(visual.title ?? '');
        const marks = here.locator(
          {
            bar: '.canvas path',
            line: '.canvas path',
            combo: '.canvas path',
            pie: '.canvas path',
            map: '.canvas path',
            kpi: '.kpi-figure',
            table: 'tbody td',
            pivot: 'tbody td',
            'not-drawn': '.state-heading',
          }[visual.kind],
        );
        const stated = visual.error !== undefined || visual.result.rows.length === 0;
        expect(await (stated ? here.locator('.state-heading') : marks).count(), visual.id).toBeGreaterThan(0);
      }
      expect(watched.complaints).toEqual([]);
      expect(watched.requests).toEqual([address]);
    });

    test('charts show the numbers of the model', async () => {
      await open();
      const bars = await card('Movies per genre').locator('.canvas text').allTextContents();
      expect(bars).toEqual(expect.arrayContaining(['Drama', 'No value', '0', '800']));
      expect(await card('Revenue').locator('.kpi-figure').textContent()).toBe('$1,234,567.80');
      expect(await card('Revenue').locator('.kpi-comparison').textContent()).toBe('▲+12.4% vs. the month before');
      expect(await card('Revenue by category').locator('.legend li').first().textContent()).toBe(
        'Electronics$52K43.8%',
      );
      expect(await card('Revenue by region and year').locator('thead').textContent()).toContain('20242025');
    });

    test('says what it can’t draw, in place and in the list, and which tables are stale', async () => {
      const page = await open();
      expect(await card('Flows').textContent()).toContain('Sankey diagram is not drawn here');
      expect(await card('Margin per item').textContent()).toContain(
        'The column "margin" is not in the table sales_daily',
      );
      expect(await card('Errors of the last hour').textContent()).toContain('No rows');
      expect(await card('Rows quarantined').textContent()).toContain('Not up to date: pipeline_files');
      const notes = page.locator('details.notes');
      await notes.locator('summary').click();
      const text = await notes.textContent();
      for (const part of ['Sankey diagram "Flows"', 'SankeyDiagramVisual', '[column-missing]', 'pipeline_files'])
        expect(text).toContain(part);
    });

    test.each([
      [1280, 'light'],
      [390, 'dark'],
    ] as const)('lists what is wrong with the files, errors first, %i pixels wide and %s', async (width, scheme) => {
      const page = await open('', { viewport: { width, height: 900 }, colorScheme: scheme });
      const summary = page.locator('details.notes summary');
      expect(await summary.textContent()).toContain('1 error · 1 warning');
      await summary.click();
      const items = page.locator('.findings .finding');
      expect(await items.allTextContents()).toEqual([
        'Error Expected a column of sales_daily, got "margin".Name one of its columns.dashboards/sample/definition.json:12:9 margin [column-missing]',
        'Warning Expected a place in the sheet\'s layout, got "<b>bold</b>" in none.Add an element with this ElementId, or take it off the sheet; nobody sees it.dashboards/sample/definition.json:34:25 Sheets[0].Visuals[3].BarChartVisual.VisualId [element-unplaced]',
      ]);
      expect(await items.locator('b').count()).toBe(0);
      const box = await items.nth(1).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('text of the model stays text', async () => {
      const page = await open();
      expect(await page.locator('.text-box img, .text-box script').count()).toBe(0);
      expect(await page.locator('.text-box').textContent()).toContain('<img src=x onerror=alert(1)></script>');
    });

    test('controls show the values of the file and can’t be changed', async () => {
      const page = await open();
      const controls = page.getByRole('region', { name: 'Controls' });
      expect(
        await controls.locator('input:enabled:visible, select:enabled:visible, button:enabled:visible').count(),
      ).toBe(0);
      expect(await controls.getByLabel('Category').inputValue()).toBe('Furniture');
      expect(await controls.getByLabel('Period, to').inputValue()).toBe('2026-03-31');
      expect(await controls.textContent()).toContain('npm start');
    });

    test('tabs work with the arrow keys and are in the address', async () => {
      const page = await open();
      await page.getByRole('tab', { name: 'Overview' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tab', { name: 'Notes', selected: true }).waitFor();
      expect(page.url()).toContain('#/d/sample/notes');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Notes');
      expect(await page.getByRole('tabpanel', { name: 'Notes' }).textContent()).toContain('Second');
      await page.keyboard.press('Home');
      await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
    });

    test('the first tab stop skips to the content', async () => {
      const page = await open();
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    });

    test('a chart has a table behind it, by keyboard, and Esc goes back', async () => {
      const page = await open();
      const chart = card('Movies per genre');
      await chart.getByRole('button', { name: 'Show as table' }).focus();
      await page.keyboard.press('Enter');
      expect(await chart.locator('tbody tr').first().textContent()).toBe('Drama780');
      await chart.getByRole('button', { name: 'Number of movies' }).press('Enter');
      expect(await chart.locator('tbody tr').first().textContent()).toBe('Musical150');
      expect(await chart.locator('th[aria-sort="ascending"]').textContent()).toBe('Number of movies');
      await page.keyboard.press('Escape');
      await chart.locator('.plot').waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Show as table');
    });

    test('arrow keys walk through a chart’s points', async () => {
      await open();
      const plot = card('Movies per genre').locator('.plot');
      await plot.focus();
      await plot.press('ArrowRight');
      await plot.press('ArrowRight');
      expect(await card('Movies per genre').locator('.tip').textContent()).toBe('ComedyNumber of movies690');
    });

    test('a long table turns its pages', async () => {
      await open();
      const table = card('Latest sales');
      expect(await table.locator('tbody tr').count()).toBe(200);
      await table.getByRole('button', { name: 'Next' }).click();
      expect(await table.locator('.pager').textContent()).toContain('Rows 201–400 of 640');
      expect(await table.locator('tfoot').textContent()).toBe('Total6,912$76,543.21');
    });

    test('the catalogue is searched, and its links lead both ways', async () => {
      const page = await open('#/catalogue');
      await page.getByLabel('Search datasets and tables').fill('genre');
      expect(await page.locator('tbody tr:visible th a').allTextContents()).toEqual(['movies_by_genre_year']);
      await page.locator('tbody tr:visible th a').click();
      await page.getByRole('heading', { level: 1, name: 'movies by genre year' }).waitFor();
      await page.getByRole('link', { name: 'Everything at once / Overview / Movies per genre' }).click();
      await page.getByRole('heading', { level: 1, name: 'Everything at once' }).waitFor();
      await page.goBack();
      await page.getByRole('link', { name: 'movies', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'movies', exact: true }).waitFor();
      expect(await page.locator('.facts').first().textContent()).toContain(
        '3,201 rows in = 3,180 clean + 21 quarantined',
      );
    });

    test('light or dark is chosen and remembered', async () => {
      const page = await open('', { colorScheme: 'light' });
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await ground();
      await page.getByRole('button', { name: 'Use dark colours' }).click();
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.reload();
      await drawn(page);
      expect(await ground()).toBe(dark);
    });

    test.each(['', '#/catalogue', '#/catalogue/sales_records'])(
      'at 390 pixels %s fits without scrolling sideways',
      async (hash) => {
        const page = await open(hash, { viewport: { width: 390, height: 844 } });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      },
    );

    test('of more links than there is room for, the one to this page is in sight', async () => {
      const page = await open('#/catalogue', { viewport: { width: 300, height: 800 } });
      const nav = page.getByRole('navigation', { name: 'Dashboards' });
      expect(await nav.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(true);
      const [room, link] = [await nav.boundingBox(), await nav.locator('[aria-current]').boundingBox()];
      expect(link?.x).toBeGreaterThanOrEqual(room?.x ?? Number.NaN);
      expect((link?.x ?? 0) + (link?.width ?? 0)).toBeLessThanOrEqual((room?.x ?? 0) + (room?.width ?? 0) + 1);
    });

    test('prints in light colours, without what can only be clicked', async () => {
      const page = await open('', { colorScheme: 'dark' });
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      expect(await page.locator('.page-header').isVisible()).toBe(false);
      expect(await page.evaluate(() => document.documentElement.dataset['scheme'])).toBe('light');
    });

    describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
      test.each([
        '',
        '#/d/sample/notes',
        '#/d/operations',
        '#/catalogue',
        '#/catalogue/sales_records',
        '#/catalogue/sales_daily',
        '#/catalogue/none',
      ])('axe-core finds nothing wrong with %s', async (hash) => {
        const page = await open(hash, { colorScheme });
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    });
  },
);
