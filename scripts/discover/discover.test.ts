import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironments } from '../../infra/environments/read-environments.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { discover } from './discover.ts';
import { crawler, scriptedGlue } from './testing/scripted-glue.ts';

const read = readEnvironments();
const environment = 'environments' in read ? read.environments.find(({ name }) => name === 'rehearsal') : undefined;
if (environment === undefined) throw new TypeError('expected an environment called rehearsal');
const root = join(import.meta.dirname, '..', '..');

const [earlier, later] = [1_760_000_000, 1_760_000_600];
const ended = (StartTime: number, Status = 'SUCCEEDED') => ({ Status, StartTime, LogGroup: '/g', LogStream: 's' });
const none = { GetTables: [{ body: { TableList: [] } }] };
const visits = {
  Name: 'web_visits',
  StorageDescriptor: {
    Location: 's3://csv-raw-data-rehearsal-123456789012-us-east-1/web_visits/',
    Columns: [{ Name: 'Seconds', Type: 'BIGINT' }],
  },
};

const run = (
  script: Parameters<typeof scriptedGlue>[0],
  asks: { start?: boolean; wait?: boolean; most?: number; now?: () => number } = {},
) => {
  const { client, asked } = scriptedGlue(script);
  const said: string[] = [];
  const options = { root, environment, start: false, wait: false, every: 1, ...asks };
  return { asked, said, found: discover({ ...options, glue: client, say: (text) => said.push(text) }) };
};

describe('discover', () => {
  it('compares what the last crawl found, without starting one', async () => {
    const { found, asked } = run({
      GetCrawler: [crawler('READY', ended(earlier))],
      GetTables: [{ body: { TableList: [], NextToken: 'more' } }, { body: { TableList: [visits] } }],
    });
    expect(await found).toMatchObject({
      tables: 1,
      crawl: { status: 'SUCCEEDED', started: earlier * 1000, running: false },
      findings: [{ code: 'discovered-without-schema', severity: 'warn' }],
      drafts: [{ prefix: 'web_visits', schema: { properties: { seconds: { type: ['integer', 'null'] } } } }],
    });
    expect(asked).toEqual(['GetCrawler', 'GetTables', 'GetTables']);
  });

  it('crawls first, and waits until another crawl has ended than the one before', async () => {
    const { found, asked, said } = run(
      {
        ...none,
        StartCrawler: [{ body: {} }],
        GetCrawler: [
          crawler('READY', ended(earlier)),
          // Not seen to have begun yet.
          crawler('READY', ended(earlier)),
          crawler('RUNNING', ended(earlier)),
          crawler('STOPPING', ended(earlier)),
          crawler('READY', ended(later)),
        ],
      },
      { start: true },
    );
    expect(await found).toMatchObject({ started: true, crawl: { started: later * 1000 }, findings: [] });
    expect(said).toHaveLength(3);
    expect(asked.slice(0, 2)).toEqual(['GetCrawler', 'StartCrawler']);
  });

  it('joins the crawl that is under way', async () => {
    const { found } = run(
      {
        ...none,
        StartCrawler: [{ error: 'CrawlerRunningException' }],
        GetCrawler: [crawler('RUNNING'), crawler('RUNNING'), crawler('READY', ended(later))],
      },
      { start: true },
    );
    expect(await found).toMatchObject({ started: false, crawl: { status: 'SUCCEEDED', running: false } });
  });

  it('waits without starting, and only if there is something to wait for', async () => {
    const running = run(
      { ...none, GetCrawler: [crawler('RUNNING', ended(earlier)), crawler('READY', ended(later))] },
      { wait: true },
    );
    expect(await running.found).toMatchObject({ crawl: { started: later * 1000 } });
    expect(running.asked).toEqual(['GetCrawler', 'GetCrawler', 'GetTables']);
    const ready = run({ ...none, GetCrawler: [crawler('READY')] }, { wait: true });
    expect(await ready.found).toMatchObject({ crawl: { status: undefined, running: false } });
    expect(ready.asked).toEqual(['GetCrawler', 'GetTables']);
  });

  it('says that a crawl failed, why, and where its log is', async () => {
    const failed = { ...ended(later, 'FAILED'), ErrorMessage: 'Service Principal has no access' };
    const { found } = run({ ...none, GetCrawler: [crawler('READY', failed)] });
    const { findings } = await found.then((one) => ('findings' in one ? one : { findings: [] }));
    expect(findings.map(formatFinding)).toEqual([
      'sluice-rehearsal-discovery: expected the last crawl to have SUCCEEDED, got FAILED: "Service Principal has no access"; see https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Fg/log-events/s [crawl-failed]',
    ]);
    expect(findings[0]?.severity).toBe('error');
  });

  it('gives up on a crawl that does not end', async () => {
    let clock = 0;
    const { found } = run(
      { ...none, GetCrawler: [crawler('RUNNING')] },
      { wait: true, most: 3_600_000, now: () => (clock += 1_000_000) },
    );
    await expect(found).rejects.toMatchObject({ code: 'crawl-unfinished', exitCode: 3 });
  });

  it('hands on what Glue refuses', async () => {
    const { found } = run({ ...none, GetCrawler: [{ error: 'AccessDeniedException' }] }, { start: true });
    await expect(found).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
