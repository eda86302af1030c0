import { costOf, longestWait } from './cost.ts';
import { countRuns, planRun } from './plan-run.ts';
import type { PriceList } from './price-list.ts';
import type { Throughput } from './throughput.ts';
import { services } from './usage.ts';
import { type Way, ways } from './ways.ts';
import { usual, type Workload } from './workload.ts';

/** A table as rows of text; the first column is what the others are about. */
export interface CostTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const wayTitles: Readonly<Record<Way, string>> = {
  sluice: 'Sluice',
  'pandas-lambda': 'pandas-Lambda',
  'glue-only': 'Glue only',
};

const money = (usd: number): string =>
  usd.toLocaleString('en', { minimumFractionDigits: usd < 100 ? 2 : 0, maximumFractionDigits: usd < 100 ? 2 : 0 });

/** A volume as people say it. */
export const volume = (gb: number): string => (gb >= 1000 ? `${gb / 1000} TB` : `${gb} GB`);

/** US dollars a month by service, one way beside the other. */
export function serviceTable(workload: Workload, throughput: Throughput, prices: PriceList): CostTable {
  const costs = ways.map((way) => costOf(way, workload, throughput, prices));
  const rows = services.map((service) => [
    service,
    ...costs.map(({ byService }) => money(byService.get(service) ?? 0)),
  ]);
  return {
    titles: [`${volume(workload.gb)} a month, USD`, ...ways.map((way) => wayTitles[way])],
    rows: [...rows, ['together', ...costs.map(({ total }) => money(total))]],
  };
}

const intervals: readonly (readonly [number, string])[] = [
  [5, '5 minutes'],
  [15, '15 minutes'],
  [60, 'hour'],
  [360, '6 hours'],
  [1440, 'day'],
];

/** How old a row may be when it is first seen, and what that costs, by how often the tables are run. */
export function latencyTable(workload: Workload, throughput: Throughput, prices: PriceList): CostTable {
  const rows = intervals.map(([everyMinutes, title]) => {
    const one = { ...workload, everyMinutes };
    const { dpus } = planRun(one, throughput);
    const { byService, total } = costOf('sluice', one, throughput, prices);
    const wait = longestWait(one, throughput);
    const glue = byService.get('Glue') ?? 0;
    return [
      title,
      String(countRuns(one, throughput)),
      String(dpus),
      `${Math.ceil(wait)} min`,
      money(glue),
      money(total),
    ];
  });
  return {
    titles: [`a run every (${volume(workload.gb)})`, 'runs', 'DPUs', 'seen after at most', 'Glue', 'together'],
    rows,
  };
}

/** The volumes that the documentation shows. */
export const volumes = [1, 100, 10_000] as const;

const markdown = ({ titles, rows }: CostTable): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = titles.map((_, index) => (index === 0 ? '---' : '--:'));
  return [line(titles), line(rule), ...rows.map(line)].join('\n');
};

/** The tables of README.md. */
export function documentedTables(throughput: Throughput, prices: PriceList): string {
  const tables = volumes.map((gb) => serviceTable({ ...usual, gb }, throughput, prices));
  const trades = volumes.slice(1).map((gb) => latencyTable({ ...usual, gb }, throughput, prices));
  return [...tables, ...trades].map(markdown).join('\n\n');
}
