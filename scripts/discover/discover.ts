import { join } from 'node:path';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import { type Compared, compareDiscovered } from './compare-discovered.ts';
import { awaitCrawl, type Crawl, type CrawlOptions, readCrawl, startCrawl } from './crawl.ts';
import { findings } from './findings.ts';
import { logLink } from './log-link.ts';
import { readDiscovered } from './read-discovered.ts';

export interface DiscoverOptions extends Pick<CrawlOptions, 'say' | 'every' | 'most' | 'now'> {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly environment: Environment;
  readonly glue: GlueClient;
  /** Crawls first; joins a crawl that is under way. */
  readonly start: boolean;
  /** Waits for a crawl that is under way. */
  readonly wait: boolean;
}

/** What the last crawl found, beside the schemas. */
export interface Discovered extends Omit<Compared, 'findings'> {
  readonly findings: readonly Finding[];
  readonly crawl: Crawl;
  readonly tables: number;
  /** `--start` only: whether the crawl was started here, or joined. */
  readonly started?: boolean;
}

/**
 * Compares what the crawler found with what the schemas say; crawls first if asked.
 * @returns findings alone when schemas are wrong: then nothing is compared
 * @throws CommandError `crawl-unfinished`, and what Glue throws
 */
export async function discover(options: DiscoverOptions): Promise<Discovered | { readonly wrong: readonly Finding[] }> {
  const { root, environment, glue, start, wait } = options;
  const { folders } = await listDatasets(join(root, 'datasets'));
  const datasets = await readDatasets(root, folders);
  const wrong = datasets.filter(({ schema }) => schema === undefined).flatMap((one) => one.findings);
  if (wrong.length > 0) return { wrong };
  const names = namesOf(environment);
  const crawlOptions: CrawlOptions = { ...options, client: glue, crawler: names.named('discovery') };
  const before = await readCrawl(crawlOptions);
  const started = start ? await startCrawl(crawlOptions) : undefined;
  const crawl = start || (wait && before.running) ? await awaitCrawl(crawlOptions, before) : before;
  const tables = await readDiscovered(glue, names.databases.discovered);
  const schemas = datasets.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const buckets = { raw: names.bucket('raw'), processed: names.bucket('processed') };
  const compared = compareDiscovered(tables, schemas, buckets);
  const { status, error, log } = crawl;
  const link = log === undefined ? undefined : logLink(environment.region, log);
  const failed =
    status === undefined || status === 'SUCCEEDED'
      ? []
      : [findings.crawlFailed(names.named('discovery'), status, error, link)];
  return {
    findings: [...failed, ...compared.findings],
    drafts: compared.drafts,
    crawl,
    tables: tables.length,
    ...(started === undefined ? {} : { started }),
  };
}
