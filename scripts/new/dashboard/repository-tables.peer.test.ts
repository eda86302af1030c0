import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryProject, temporaryProject } from '../../lake/testing/temporary-project.ts';
import { openPageSession, type PageSession } from '../../preview/load/page-session.ts';
import { type PageServer, startServer } from '../../preview/server/start-server.ts';
import { accessibilityProblems } from '../../preview/testing/accessibility.ts';
import { browserPeer } from '../../preview/testing/open-browser.ts';
import { drawn, openWatched } from '../../preview/testing/watched-page.ts';
import { main } from './main.ts';

const peer = await browserPeer();
const room = join(import.meta.dirname, '..', '..', '..', 'glue', 'tables');
const tables = readdirSync(room, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.skipIf(typeof peer === 'string')(
  `drafts of the repository’s tables in a browser${typeof peer === 'string' ? ` (${peer})` : ''}`,
  () => {
    const browser = peer as Browser;
    const now = () => new Date('2026-11-21T00:00:00Z');
    let project: TemporaryProject;
    let session: PageSession;
    let server: PageServer;

    beforeAll(async () => {
      project = await temporaryProject(['datasets', 'glue/tables'], 'everything');
      const silent = { write: () => undefined };
      const effects = { cwd: project.root, env: {}, stdout: silent, stderr: silent, now };
      for (const table of tables) expect(await main([`${table}_draft`, '--table', table], effects)).toBe(0);
      expect(await main(['all_of_them', '--table', tables.join(',')], effects)).toBe(0);
      session = await openPageSession(project, { now, mode: 'live' });
      server = await startServer({ host: '127.0.0.1', port: 0, getModel: session.model, query: session.query });
    });
    afterAll(async () => {
      await server?.close();
      session?.close();
      await project?.dispose();
      await browser.close();
    });

    async function withPage(address: string, width: number, look: (page: Page) => Promise<void>): Promise<void> {
      const watched = await openWatched(browser, `${server.url}#/${address}`, { viewport: { width, height: 900 } });
      await drawn(watched.page);
      await look(watched.page);
      expect(watched.complaints).toEqual([]);
      await watched.close();
    }

    test('nothing is listed as not drawn, and nothing is found', async () => {
      const { dashboards } = await session.model();
      expect(dashboards).toHaveLength(tables.length + 1);
      expect(dashboards.flatMap(({ notDrawn, findings }) => [...notDrawn, ...findings])).toEqual([]);
    });

    describe.each(tables)('%s', (table) => {
      test.each([1280, 390])('is drawn whole at %i, and axe-core finds nothing wrong', async (width) => {
        await withPage(`d/${table}_draft`, width, async (page) => {
          expect(await page.locator('.state, .notes').allTextContents()).toEqual([]);
          expect(await page.locator('.card').count()).toBeGreaterThan(3);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          expect(await accessibilityProblems(page)).toEqual([]);
        });
      });

      test('cards of a row are as high as each other, and end with the page', async () => {
        await withPage(`d/${table}_draft`, 1280, async (page) => {
          const cards = await page.locator('.card').evaluateAll((all) =>
            all.map((card) => {
              const { top, bottom, right } = card.getBoundingClientRect();
              return { top: Math.round(top), bottom: Math.round(bottom), right: Math.round(right) };
            }),
          );
          const widest = Math.max(...cards.map(({ right }) => right));
          for (const top of new Set(cards.map((card) => card.top))) {
            const row = cards.filter((card) => card.top === top);
            expect(new Set(row.map(({ bottom }) => bottom)).size, `row at ${top}`).toBe(1);
            expect(Math.max(...row.map(({ right }) => right)), `row at ${top}`).toBe(widest);
          }
        });
      });
    });
  },
);
