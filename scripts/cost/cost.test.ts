import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcileKey } from '../../lambda/reconcile/reconcile-key.ts';
import { memoryLake, someOrders } from '../../lambda/reconcile/testing/small-lake.ts';
import type { ObjectStore } from '../../lambda/store/object-store.ts';
import { costOf, longestWait } from './cost.ts';
import { documentedTables } from './cost-tables.ts';
import { main } from './main.ts';
import { countRuns, minutesBetween, planRun } from './plan-run.ts';
import { type PriceList, priceList } from './price-list.ts';
import priceFile from './prices.json' with { type: 'json' };
import { type Throughput, throughput } from './throughput.ts';
import { usageOf, ways } from './ways.ts';
import { usual, type Workload } from './workload.ts';

const round: Throughput = {
  on: '2026-01-01',
  cleanMbPerSecond: 40,
  pandasMbPerSecond: 10,
  sparkCleanMbPerSecond: 5,
  tableMbPerSecond: 20,
  processedShare: 1,
  parquetShare: 0.5,
  requestsPerFile: { writes: 4, reads: 5 },
};
const workload = (more: Partial<Workload> = {}): Workload => ({ ...usual, gb: 72, slower: 1, ...more });
const prices: PriceList = priceList;

describe('worked out by hand', () => {
  it('a run: 72 GB at 20 MB/s is an hour of one core, a quarter of one DPU, two DPUs at least', () => {
    // 3,600 s of a core / 4 vCPU / 2 DPUs = 450 s, and 15 s to start.
    expect(planRun(workload(), round)).toEqual({ dpus: 2, seconds: 465 });
    // 360 GB: 4,500 s of a DPU, five of them to be done in 900 s.
    expect(planRun(workload({ gb: 360 }), round)).toEqual({ dpus: 5, seconds: 915 });
    expect(planRun(workload({ gb: 0.001 }), round)).toEqual({ dpus: 2, seconds: 60 });
  });

  it('the job of a month: 730 runs of 465 s on 2 DPUs at 0.44 dollars an hour', () => {
    const { byService } = costOf('sluice', workload(), round, prices);
    expect(byService.get('Glue')).toBeCloseTo(((730 * 465 * 2) / 3600) * 0.44, 6);
  });

  it('the clean function: 1,800 s at 40 MB/s and half a second for each of 1,125 files, of 1.7 GB', () => {
    const clean = usageOf('sluice', workload(), round).find(({ what }) => what === 'clean');
    expect(clean?.quantity).toBeCloseTo((1_800 + 562.5) * (1769 / 1024), 6);
    const pandas = usageOf('pandas-lambda', workload(), round).find(({ what }) => what === 'clean');
    expect(pandas?.quantity).toBeCloseTo((7_200 + 562.5) * (1769 / 1024), 6);
  });

  it('storage: raw, the same again as processed, half as Parquet', () => {
    const storage = usageOf('sluice', workload({ heldMonths: 2 }), round).find(({ what }) => what === 'storage');
    expect(storage?.quantity).toBe(72 * 2 * 2.5);
  });

  it('Glue alone cleans in its runs: 14,400 s of a core more', () => {
    const seconds = (extra: number) => planRun(workload(), round, extra).seconds;
    expect(seconds(1000) - seconds(0)).toBeCloseTo(1000 / 5 / 4 / 2, 6);
  });

  it('a row waits for its file to be cleaned, for the next run, and for that run', () => {
    expect(longestWait(workload(), round)).toBeCloseTo(60 + (64 / 40 + 20 + 465) / 60, 6);
  });
});

it('runs that take longer than the interval come one after the other', () => {
  const busy = workload({ gb: 100_000, everyMinutes: 5 });
  const { dpus, seconds } = planRun(busy, round);
  expect(dpus).toBe(100);
  expect(minutesBetween(busy, round)).toBe(seconds / 60);
  expect(countRuns(busy, round)).toBe(Math.floor((730 * 3600) / seconds));
});

describe('whatever is asked', () => {
  const asked = fc.record({
    gb: fc.double({ min: 0.001, max: 100, noNaN: true }),
    fileMb: fc.double({ min: 1, max: 1000, noNaN: true }),
    everyMinutes: fc.integer({ min: 40, max: 10_000 }),
    heldMonths: fc.integer({ min: 1, max: 24 }),
  });

  it('as long as runs are shorter than the interval: more data, or a shorter interval, is never cheaper', () => {
    fc.assert(
      fc.property(asked, fc.constantFrom(...ways), (some, way) => {
        const total = (more: Partial<Workload>) => costOf(way, workload({ ...some, ...more }), round, prices).total;
        const base = total({});
        expect(Number.isFinite(base) && base > 0).toBe(true);
        expect(total({ heldMonths: some.heldMonths + 1 })).toBeGreaterThanOrEqual(base - 1e-6);
        expect(total({ everyMinutes: Math.floor(some.everyMinutes / 2) })).toBeGreaterThanOrEqual(base - 1e-6);
      }),
    );
  });

  it('the services make up the total', () => {
    for (const way of ways) {
      const { byService, total } = costOf(way, workload(), round, prices);
      expect([...byService.values()].reduce((sum, usd) => sum + usd)).toBeCloseTo(total, 9);
    }
  });
});

describe('what it is worked out from', () => {
  it('every price is used, has a page, and a date that is one', () => {
    const used = new Set(ways.flatMap((way) => usageOf(way, workload(), round).map(({ price }) => price)));
    expect([...used].sort()).toEqual(Object.keys(priceFile.prices).sort());
    for (const { usd, source } of Object.values(priceFile.prices)) {
      expect(usd).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/.+\/pricing\//);
    }
    expect(priceFile.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("the cleaning's figures are those that the benchmark recorded", async () => {
    const text = await readFile(join(import.meta.dirname, '..', 'bench', 'README.md'), 'utf8');
    const [, megabytes] = /^`clean`, (\d+) MB/m.exec(text) ?? [];
    const seconds = (name: string): number => {
      const [, , , , , cpu = ''] = new RegExp(`^\\| ${name} +\\|.*$`, 'm').exec(text)?.[0].split('|') ?? [];
      return Number(cpu);
    };
    expect(throughput.cleanMbPerSecond).toBe(Number(megabytes) / seconds('sluice clean'));
    expect(throughput.pandasMbPerSecond).toBe(Number(megabytes) / seconds('pandas, in chunks'));
  });

  it('a file asks so much of S3 as reconciling one does', async () => {
    const lake = memoryLake(0);
    await lake.put(someOrders(100));
    const asked = { writes: 0, reads: 0 };
    const count = (kind: keyof typeof asked, store: ObjectStore): ObjectStore => {
      asked[kind]++;
      return store;
    };
    // S3 charges a LIST as it charges a PUT, and a removal not at all.
    const counting = (store: ObjectStore): ObjectStore => ({
      head: (key) => count('reads', store).head(key),
      read: (key, version, options) => count('reads', store).read(key, version, options),
      write: (key, body, options) => count('writes', store).write(key, body, options),
      remove: (key) => store.remove(key),
      list: (prefix) => count('writes', store).list(prefix),
      keys: (prefix) => count('writes', store).keys(prefix),
    });
    const stores = {
      raw: counting(lake.raw),
      processed: counting(lake.processed),
      quarantine: counting(lake.quarantine),
    };
    await reconcileKey('orders/2026 10.csv', { ...lake, ...stores });
    expect(throughput.requestsPerFile).toEqual(asked);
  });
});

describe('what people see', () => {
  it('the tables of README.md are what comes out today', async () => {
    const file = join(import.meta.dirname, 'README.md');
    const text = await readFile(file, 'utf8');
    const [begin, end] = [
      '<!-- made by sluice cost: UPDATE_DOCS=1 npx vitest run --project unit scripts/cost -->',
      '<!-- end -->',
    ];
    const place = new RegExp(`${begin}\\n[\\s\\S]*?\\n${end}`);
    const written = `${begin}\n\n${documentedTables(throughput, priceList)}\n\n${end}`;
    if (process.env['UPDATE_DOCS'])
      await writeFile(
        file,
        text.replace(place, () => written),
      );
    expect(place.exec(await readFile(file, 'utf8'))?.[0]).toBe(written);
  });

  const run = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const effects = {
      ...{ cwd: '/', env: {}, now: () => new Date(0) },
      stdout: {
        write: (text: string) => {
          out += text;
        },
      },
      stderr: {
        write: (text: string) => {
          err += text;
        },
      },
    };
    return { code: await main(args, effects), out, err };
  };

  it('--json is one object and nothing else', async () => {
    const { out } = await run('--gb', '5', '--every', '30', '--json');
    expect(JSON.parse(out)).toMatchObject({ months: [{ workload: { gb: 5, everyMinutes: 30 }, files: 79, runs: 79 }] });
  });

  it('shows a table a volume, and how latency and cost trade', async () => {
    const { out } = await run('--gb', '5');
    expect(out).toContain('5 GB a month, USD');
    expect(out).toContain('a run every (5 GB)');
  });

  it.each([
    [['--gb', 'much'], 'sluice cost: expected --gb with a number above 0, at most 1e9, got "much"'],
    [['--every', '0'], 'sluice cost: expected --every with a number of 1 or more, at most 1e9, got "0"'],
    [['now'], 'sluice cost: expected options alone, got "now"'],
  ])('%o is refused', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });
});
