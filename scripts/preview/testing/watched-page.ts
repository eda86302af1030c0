import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page in a context of its own, whose complaints and requests are collected. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, and uncaught errors. */
  readonly complaints: string[];
  /** Addresses that the page asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Opens an address and waits until the page has drawn its first view. */
export async function openWatched(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  await page.locator('main h1').waitFor();
  return { page, complaints, requests, close: () => context.close() };
}

/** Waits until no chart is still to be drawn: a chart draws itself once it has a size. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.canvas')].every((canvas) => canvas.querySelector('svg') !== null),
  );
}
