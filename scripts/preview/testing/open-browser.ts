import process from 'node:process';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** The package's defaults for a serverless host that don't suit a test: one process dies with its first page; the rest lifts what tests are about. */
const unwanted = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
]);

/**
 * Starts the real, headless Chromium that comes inside the package @sparticuz/chromium; no browser needs to be installed.
 * Close it when done.
 * @throws playwright's error when the binary can't start on this machine
 */
export async function openBrowser(): Promise<Browser> {
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((argument) => !unwanted.has(argument)),
    headless: true,
  });
}

/**
 * The browser for a test suite, or why there is none on this machine: `describe.skipIf(typeof browser === 'string')`.
 * @throws in CI, where a suite that can't run is a failure
 */
export async function browserPeer(): Promise<Browser | string> {
  try {
    return await openBrowser();
  } catch (error) {
    if (process.env['CI'] !== undefined) throw error;
    return `no browser: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}
