import { minutesBetween, planRun } from './plan-run.ts';
import type { PriceList } from './price-list.ts';
import type { Throughput } from './throughput.ts';
import { type Service, services } from './usage.ts';
import { usageOf, type Way } from './ways.ts';
import type { Workload } from './workload.ts';

/** What a way costs in a month, in US dollars. */
export interface Cost {
  readonly byService: ReadonlyMap<Service, number>;
  readonly total: number;
}

/** What a workload is charged, by service, without free tiers. */
export function costOf(way: Way, workload: Workload, throughput: Throughput, prices: PriceList): Cost {
  const usage = usageOf(way, workload, throughput);
  const sum = (service: Service): number =>
    usage
      .filter((one) => one.service === service)
      .reduce((total, { quantity, price }) => total + quantity * prices.usd(price), 0);
  const byService = new Map(services.map((service) => [service, sum(service)]));
  return { byService, total: [...byService.values()].reduce((total, usd) => total + usd, 0) };
}

/** `settle` of the machine, in seconds. */
const settle = 20;

/** @returns minutes after which a row that lands at the worst moment is seen in a table; without Glue's own start, about one more */
export function longestWait(workload: Workload, throughput: Throughput): number {
  const { seconds } = planRun(workload, throughput);
  const cleaned = (workload.fileMb / throughput.cleanMbPerSecond) * workload.slower;
  return minutesBetween(workload, throughput) + (cleaned + settle + seconds) / 60;
}
