import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryRepository, temporaryRepository } from '../changes/testing/temporary-repository.ts';
import { exportPage } from '../preview/export-page.ts';
import { accessibilityProblems } from '../preview/testing/accessibility.ts';
import { browserPeer } from '../preview/testing/open-browser.ts';
import { sampleModel } from '../preview/testing/sample-model.ts';
import { drawn, openWatched, type WatchedPage } from '../preview/testing/watched-page.ts';
import { main } from './main.ts';
import { sampleReport } from './testing/sample-report.ts';

const peer = await browserPeer();
const testdata = join(import.meta.dirname, 'testdata', 'bad');

describe.skipIf(typeof peer === 'string')(
  `the report in a browser${typeof peer === 'string' ? ` (${peer})` : ''}`,
  () => {
    const browser = peer as Browser;
    let repository: TemporaryRepository;
    let folder: string;
    let pages: Readonly<Record<'built' | 'sample' | 'unplanned', string>>;
    let watched: WatchedPage;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sluice-report-'));
      // A CSV, a schema, a table and a dashboard change.
      repository = await temporaryRepository({ '.gitignore': '.lake\n' });
      await cp(join(testdata, 'base'), repository.root, { recursive: true });
      await repository.commit();
      await cp(join(testdata, 'head'), repository.root, { recursive: true });
      const silent = { write: () => undefined };
      await main(['--base', 'main', '--infra', join(testdata, 'infra.json'), '--out', folder], {
        cwd: repository.root,
        env: {},
        stdout: silent,
        stderr: silent,
        now: () => new Date('2026-11-20T12:00:00Z'),
      });
      const sample = join(folder, 'sample.html');
      await writeFile(sample, await exportPage({ ...sampleModel, report: sampleReport }));
      const unplanned = join(folder, 'unplanned.html');
      const report = { ...sampleReport, infrastructure: 'not-compared' } as const;
      await writeFile(unplanned, await exportPage({ ...sampleModel, report }));
      pages = {
        built: pathToFileURL(join(folder, 'report.html')).href,
        sample: pathToFileURL(sample).href,
        unplanned: pathToFileURL(unplanned).href,
      };
    });
    afterEach(() => watched.close());
    afterAll(async () => {
      await browser.close();
      await repository.dispose();
      await rm(folder, { recursive: true });
    });

    async function open(page: keyof typeof pages, width = 1280, colorScheme: 'light' | 'dark' = 'light') {
      watched = await openWatched(browser, pages[page], { viewport: { width, height: 900 }, colorScheme });
      await drawn(watched.page);
      return watched.page;
    }

    describe.each([
      [1280, 'light'],
      [1280, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const)('%i pixels wide, %s', (width, scheme) => {
      test.each(['built', 'sample'] as const)(
        '%s: no complaint, no request, no sideways scroll, nothing for axe-core',
        async (name) => {
          const page = await open(name, width, scheme);
          expect(await page.locator('h1').textContent()).toBe('What this change does to the lake');
          expect(watched.complaints).toEqual([]);
          expect(watched.requests).toEqual([pages[name]]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          expect(await accessibilityProblems(page)).toEqual([]);
        },
      );
    });

    test('the scoreboard’s figures are all in sight on a phone', async () => {
      const page = await open('built', 390);
      const region = page.getByRole('region', { name: 'Rows by dataset' });
      expect(await region.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
    });

    test('says what was found, worst first, and hides what is sensitive', async () => {
      const page = await open('built');
      const text = (await page.locator('main').textContent()) ?? '';
      for (const part of [
        'Failed:',
        'What it holds is lost',
        'Refused',
        'Opens up',
        'maximum none became 15',
        '2 files refused',
      ]) {
        expect(text).toContain(part);
      }
      expect(text).not.toContain('secret-of-');
      expect(await page.locator('main b').count()).toBe(0);
      expect(text).toContain('<b>@team</b>');
    });

    test('says that infrastructure was not compared', async () => {
      const page = await open('unplanned');
      const text = (await page.locator('main').textContent()) ?? '';
      expect(text).toMatch(/Infrastructure\s*▲ Changed, not compared with what is deployed/);
      expect(watched.complaints).toEqual([]);
    });

    test('names what is gone, without a way to it', async () => {
      const page = await open('sample');
      const text = (await page.locator('main').textContent()) ?? '';
      for (const part of ['Gone items', 'Gone sales_hourly', 'Gone returns, margins']) expect(text).toContain(part);
      expect(await page.getByRole('link', { name: /items|sales_hourly|returns|margins/ }).count()).toBe(0);
    });

    test('the lake’s page is behind it, by keyboard too', async () => {
      const page = await open('built');
      await page.getByRole('link', { name: 'Report' }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
      await page.goBack();
      await page.getByRole('link', { name: 'orders_by_region' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Orders by region' }).waitFor();
      expect(watched.complaints).toEqual([]);
    });

    test('prints without the way through the page', async () => {
      const page = await open('built');
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.page-header').isVisible()).toBe(false);
      expect(await page.locator('h1').isVisible()).toBe(true);
    });
  },
);
