import { setTimeout as pause } from 'node:timers/promises';
import { CrawlerRunningException, GetCrawlerCommand, type GlueClient, StartCrawlerCommand } from '@aws-sdk/client-glue';
import { CommandError } from '../cli/command-error.ts';

/** The crawler's last crawl that ended. */
export interface Crawl {
  /** SUCCEEDED, CANCELLED or FAILED; undefined: it never ended one. */
  readonly status: string | undefined;
  readonly error: string | undefined;
  /** Milliseconds since 1970. */
  readonly started: number | undefined;
  readonly log: { readonly group: string; readonly stream: string } | undefined;
  /** Whether one is under way now. */
  readonly running: boolean;
}

export interface CrawlOptions {
  readonly client: GlueClient;
  /** The crawler's name. */
  readonly crawler: string;
  /** Told every few seconds how long the crawl was waited for. */
  readonly say: (text: string) => void;
  /** Milliseconds between two looks; the usual is 5,000. */
  readonly every?: number;
  /** Milliseconds to wait for a crawl at most. */
  readonly most?: number;
  readonly now?: () => number;
}

/** @throws what Glue throws, EntityNotFoundException too */
export async function readCrawl({ client, crawler }: Pick<CrawlOptions, 'client' | 'crawler'>): Promise<Crawl> {
  const { Crawler } = await client.send(new GetCrawlerCommand({ Name: crawler }));
  const { Status, ErrorMessage, StartTime, LogGroup, LogStream } = Crawler?.LastCrawl ?? {};
  return {
    status: Status,
    error: ErrorMessage,
    started: StartTime?.getTime(),
    log: LogGroup === undefined || LogStream === undefined ? undefined : { group: LogGroup, stream: LogStream },
    running: Crawler?.State !== undefined && Crawler.State !== 'READY',
  };
}

/**
 * Starts a crawl, or joins the one under way: there is one at a time.
 * @returns whether it was started here
 * @throws what Glue throws but CrawlerRunningException
 */
export async function startCrawl({ client, crawler }: Pick<CrawlOptions, 'client' | 'crawler'>): Promise<boolean> {
  try {
    await client.send(new StartCrawlerCommand({ Name: crawler }));
    return true;
  } catch (error) {
    if (error instanceof CrawlerRunningException) return false;
    throw error;
  }
}

/** A crawler that was just started may still say that it is ready. */
const begins = 60_000;

/**
 * Waits until the crawl under way has ended.
 * @param before the last crawl that had ended when it was started or joined: the next is another
 * @throws CommandError `crawl-unfinished` when it takes too long
 */
export async function awaitCrawl(options: CrawlOptions, before: Crawl): Promise<Crawl> {
  const { crawler, say, every = 5000, most = 3_600_000, now = Date.now } = options;
  const begin = now();
  for (;;) {
    const crawl = await readCrawl(options);
    const waited = now() - begin;
    if (!crawl.running && (crawl.started !== before.started || waited > begins)) return crawl;
    if (waited > most) {
      const message = `${crawler}: expected its crawl to end within ${most / 60_000} minutes, got one still under way; wait for it with --wait`;
      throw new CommandError('crawl-unfinished', 'environment', message);
    }
    say(`crawling for ${Math.round(waited / 1000)} s`);
    await pause(every);
  }
}
