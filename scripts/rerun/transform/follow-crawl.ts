import type { GlueClient } from '@aws-sdk/client-glue';
import { CommandError } from '../../cli/command-error.ts';
import { awaitCrawl, type Crawl, readCrawl } from '../../discover/crawl.ts';
import { logLink } from '../../discover/log-link.ts';
import { findings, type RerunFinding } from '../findings.ts';
import { timeLeft, type Waiting } from '../waiting.ts';

interface CrawlOfRun extends Waiting {
  readonly client: GlueClient;
  readonly crawler: string;
  readonly region: string;
}

/** Rejects with the signal's reason. */
function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * Waits for the end of the crawl that a run started or met. The machine does not wait for it, and no table depends on it: whatever it comes to is
 * a warning.
 * @param before the last crawl that had ended when the run was asked for
 */
export async function followCrawl(
  options: CrawlOfRun,
  before: Crawl,
): Promise<{ readonly crawl: Crawl; readonly findings: readonly RerunFinding[] }> {
  const { crawler, region, say, signal, now } = options;
  const most = timeLeft(options);
  const waits = { ...options, now, most, say: (text: string) => say(`crawler ${crawler}`, text) };
  try {
    const crawl = await Promise.race([awaitCrawl(waits, before), aborted(signal)]);
    if (crawl.started === before.started)
      return { crawl, findings: [findings.crawlNotSucceeded(crawler, 'none that began', undefined, undefined)] };
    const { status = 'none', error, log } = crawl;
    if (status === 'SUCCEEDED') return { crawl, findings: [] };
    const link = log === undefined ? undefined : logLink(region, log);
    return { crawl, findings: [findings.crawlNotSucceeded(crawler, status, error, link)] };
  } catch (cause) {
    if (!(cause instanceof CommandError)) throw cause;
    const crawl = await readCrawl(options);
    return { crawl, findings: [findings.crawlNotSucceeded(crawler, 'one still under way', undefined, undefined)] };
  }
}
