import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../lake/ensure-built.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import { openPageSession, type PageSession } from './load/page-session.ts';
import type { PageModel } from './model.ts';
import { type PageServer, startServer } from './server/start-server.ts';
import { accessibilityProblems } from './testing/accessibility.ts';
import { browserPeer } from './testing/open-browser.ts';
import { drawn, openWatched, type WatchedPage } from './testing/watched-page.ts';

const peer = await browserPeer();
const names = ['movies', 'operations', 'sales', 'sensors', 'users'];

describe.skipIf(typeof peer === 'string')(
  `the repository’s dashboards in a browser${typeof peer === 'string' ? ` (${peer})` : ''}`,
  () => {
    const browser = peer as Browser;
    const now = () => new Date('2026-11-21T00:00:00Z');
    let project: TemporaryProject;
    let session: PageSession;
    let model: PageModel;
    let server: PageServer;
    let watched: WatchedPage | undefined;

    beforeAll(async () => {
      project = await temporaryProject();
      const silent = { step: () => undefined, done: () => undefined, clear: () => undefined };
      await ensureBuilt(project, { now, progress: silent });
      session = await openPageSession(project, { now, mode: 'live' });
      model = await session.model();
      server = await startServer({ host: '127.0.0.1', port: 0, getModel: session.model, query: session.query });
    });
    afterEach(async () => {
      await watched?.close();
      watched = undefined;
    });
    afterAll(async () => {
      await server?.close();
      session?.close();
      await project?.dispose();
      await browser.close();
    });

    async function open(address: string, width = 1280): Promise<Page> {
      watched = await openWatched(browser, `${server.url}#/${address}`, { viewport: { width, height: 900 } });
      await drawn(watched.page);
      return watched.page;
    }

    test('they are the five that the repository holds', () => {
      expect(model.dashboards.map(({ id }) => id)).toEqual(names);
    });

    describe.each(names)('%s', (name) => {
      const sheets = () => model.dashboards.find(({ id }) => id === name)?.sheets ?? [];

      test('every sheet is drawn whole, at both widths, without a complaint', async () => {
        for (const { id } of sheets()) {
          for (const width of [1280, 390]) {
            const page = await open(`d/${name}/${id}`, width);
            expect(await page.locator('.state, .notes').allTextContents(), id).toEqual([]);
            expect(await page.locator('.card').count(), id).toBeGreaterThan(0);
            expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(width);
            expect(watched?.complaints, id).toEqual([]);
            await watched?.close();
          }
        }
        watched = undefined;
      });

      test('axe-core finds nothing wrong', async () => {
        for (const { id } of sheets()) {
          expect(await accessibilityProblems(await open(`d/${name}/${id}`)), id).toEqual([]);
          await watched?.close();
        }
        watched = undefined;
      });

      test('a choice in its first dropdown changes the figures, and the other sheets follow', async () => {
        const page = await open(`d/${name}`);
        const figures = () => page.locator('.kpi-figure').allTextContents();
        const before = await figures();
        await page.locator('.controls .dropdown').first().click();
        await page.locator('.dropdown-panel input[type=checkbox]:visible').first().check();
        await expect.poll(figures, { timeout: 10_000 }).not.toEqual(before);
        expect(await page.locator('.status').textContent()).toBe('');
        const chosen = await page.locator('.dropdown-value').first().textContent();
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          const label = await page.locator('.control-label').first().textContent();
          const title = sheets()[0]?.controls.find(({ kind }) => kind === 'dropdown')?.title;
          const shown = page
            .locator('.control')
            .filter({ hasText: title ?? '' })
            .locator('.dropdown-value');
          // Asked in one go: the page may draw its controls anew between two questions.
          const [text] = await shown.allTextContents();
          if (text !== undefined) expect(text, label ?? '').toBe(chosen);
        }
        expect(watched?.complaints).toEqual([]);
      });
    });

    test('the catalogue counts what the files hold', async () => {
      const page = await open('catalogue');
      for (const { name, rowsIn } of model.catalogue?.datasets ?? []) {
        const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
        expect(await row.textContent()).toContain(rowsIn.toLocaleString('en-US'));
      }
      expect(model.catalogue?.datasets.find(({ name }) => name === 'movies')).toMatchObject({ rowsIn: 3201 });
      for (const { rowsIn, rowsClean, rowsQuarantined } of model.catalogue?.datasets ?? []) {
        expect(rowsIn).toBe(rowsClean + rowsQuarantined);
      }
    });
  },
);
