import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../glue/duckdb/engine.ts';
import type { ControlValue, DashboardModel } from '../model.ts';
import { runDashboard } from '../query/run-dashboard.ts';
import { accessibilityProblems } from '../testing/accessibility.ts';
import { browserPeer } from '../testing/open-browser.ts';
import { sampleDefinition } from '../testing/sample-definition.ts';
import { drawn, openWatched, type WatchedPage } from '../testing/watched-page.ts';
import { type PageServer, startServer } from './start-server.ts';

const peer = await browserPeer();
/** The machine may be busy with other suites. */
const patient = { timeout: 15_000 };

describe.skipIf(typeof peer === 'string')(
  `a served page in a browser${typeof peer === 'string' ? ` (${peer})` : ''}`,
  () => {
    const browser = peer as Browser;
    let engine: Engine;
    let server: PageServer;
    let watched: WatchedPage;
    /** What the next answers wait for, first come first served: lets a test answer out of order or fail. */
    let delays: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      engine = await openEngine();
    });
    beforeEach(async () => {
      await engine.connection.run(`CREATE OR REPLACE TABLE sales AS
      SELECT * FROM (VALUES ('North', 10), ('North', 5), ('South', 20), ('West', 7)) AS rows (region, amount)`);
      delays = [];
      server = await startServer({
        host: '127.0.0.1',
        port: 0,
        getModel: async () => ({
          title: 'Sluice',
          dashboards: [await compute({})],
          catalogue: undefined,
          mode: 'live',
        }),
        query: async ({ controlValues }) => {
          const answer = await compute(controlValues);
          await delays.shift()?.();
          return answer;
        },
      });
      watched = await openWatched(browser, server.url);
      await drawn(watched.page);
    });
    afterEach(async () => {
      await watched.close();
      await server.close();
    });
    afterAll(async () => {
      engine.close();
      await browser.close();
    });

    /** The dashboard as the real query engine computes it in DuckDB. */
    async function compute(controlValues: Readonly<Record<string, ControlValue>>): Promise<DashboardModel> {
      return await runDashboard(
        engine.connection,
        { id: 'sales', title: 'Sales', definition: sampleDefinition },
        {
          relationOf: () => ({
            table: 'sales',
            sql: 'sales',
            columns: [
              { name: 'region', type: { kind: 'string' } },
              { name: 'amount', type: { kind: 'integer' } },
            ],
          }),
          now: '2026-11-21T00:00:00.000Z',
          controlValues,
        },
      );
    }

    /** What the chart's table says now: rows as text. */
    const numbers = () => watched.page.locator('.card tbody tr').allTextContents();
    const tick = (name: string) => watched.page.getByRole('checkbox', { name });
    const showTable = () => watched.page.getByRole('button', { name: 'Show as table' }).click();
    const dropdown = () => watched.page.getByRole('button', { name: /^Region/ });

    test('a control changes the numbers', async () => {
      await showTable();
      expect(await numbers()).toEqual(['South20', 'North15', 'West7']);
      await dropdown().click();
      await tick('North').check();
      await expect.poll(numbers, patient).toEqual(['North15']);
      expect(await dropdown().textContent()).toBe('North');
      await tick('West').check();
      await expect.poll(numbers, patient).toEqual(['North15', 'West7']);
      await watched.page.keyboard.press('Escape');
      expect(await watched.page.locator('.dropdown-panel').isVisible()).toBe(false);
      await watched.page.getByRole('button', { name: 'Reset' }).click();
      await expect.poll(numbers, patient).toEqual(['South20', 'North15', 'West7']);
      expect(watched.complaints).toEqual([]);
      expect(watched.requests.every((address) => address.startsWith(server.url))).toBe(true);
    });

    test('of two answers that cross, the one to the newest question is shown', async () => {
      await showTable();
      await dropdown().click();
      const late = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      delays = [
        () => {
          asked.resolve();
          return late.promise;
        },
      ];
      await tick('North').check();
      await asked.promise;
      await tick('South').check();
      await expect.poll(numbers, patient).toEqual(['South20', 'North15']);
      late.resolve();
      await watched.page.waitForTimeout(300);
      expect(await numbers()).toEqual(['South20', 'North15']);
    });

    test('says that it waits, and when the server fails that the numbers are others', async () => {
      await dropdown().click();
      const held = Promise.withResolvers<never>();
      held.promise.catch(() => undefined);
      delays = [() => held.promise];
      await tick('North').check();
      await watched.page.locator('.grid[aria-busy="true"]').waitFor();
      held.reject(new RangeError('the table is gone'));
      await watched.page.getByRole('status').filter({ hasText: 'the table is gone' }).waitFor();
      expect(await watched.page.locator('.grid').getAttribute('aria-busy')).toBe('false');
      await tick('West').check();
      await expect.poll(() => watched.page.locator('.status').textContent(), patient).toBe('');
    });

    test('a rebuilt lake is drawn in place, with the controls as they are', async () => {
      await showTable();
      await dropdown().click();
      await tick('North').check();
      await expect.poll(numbers, patient).toEqual(['North15']);
      await engine.connection.run("INSERT INTO sales VALUES ('North', 100)");
      server.refresh();
      await expect.poll(numbers, patient).toEqual(['North115']);
      expect(await dropdown().textContent()).toBe('North');
      expect(await tick('North').isChecked()).toBe(true);
    });

    test('when the model can’t be had the page says why, and tries again', async () => {
      const failing = await startServer({
        host: '127.0.0.1',
        port: 0,
        getModel: async () => {
          if (delays.length > 0) throw new RangeError('no lake here');
          return { title: 'Sluice', dashboards: [await compute({})], catalogue: undefined, mode: 'live' };
        },
        query: async () => await compute({}),
      });
      try {
        delays = [async () => undefined];
        const second = await openWatched(browser, failing.url);
        expect(await second.page.getByRole('alert').textContent()).toContain('no lake here');
        expect(await accessibilityProblems(second.page)).toEqual([]);
        delays = [];
        await second.page.getByRole('button', { name: 'Try again' }).click();
        await second.page.getByRole('heading', { level: 1, name: 'Sales' }).waitFor();
        await second.close();
      } finally {
        await failing.close();
      }
    });

    test('when the server goes, the page says that its numbers may be old', async () => {
      await server.close();
      await watched.page.getByText('The server does not answer').waitFor();
    });

    test.each(['light', 'dark'] as const)(
      'axe-core finds nothing wrong with open controls and a table in %s',
      async (colorScheme) => {
        await watched.page.emulateMedia({ colorScheme });
        await showTable();
        await dropdown().click();
        expect(await accessibilityProblems(watched.page)).toEqual([]);
      },
    );
  },
);
