import { exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { textTable } from '../cli/text-table.ts';
import { costOf, longestWait } from './cost.ts';
import { type CostTable, latencyTable, serviceTable, volumes } from './cost-tables.ts';
import { countRuns } from './plan-run.ts';
import { priceList } from './price-list.ts';
import { throughput } from './throughput.ts';
import { ways } from './ways.ts';
import { countFiles, usual, type Workload } from './workload.ts';

export const help = `sluice cost [--gb N]... [--every MINUTES] [--file-mb MB] [--months N] [--json]

What a month of the lake costs in AWS, by service, beside a Lambda with pandas and beside Glue alone; and how latency and cost
trade. Worked out from prices.json (public prices, with their date and pages) and measured.json (what a core did in a second).

  --gb N             GB of raw a month; again for more volumes (default: 1, 100 and 10000)
  --every MINUTES    between two runs of the tables at least (default: ${usual.everyMinutes})
  --file-mb MB       of one file (default: ${usual.fileMb})
  --months N         of raw that the tables are made from, which each run reads (default: ${usual.heldMonths})
  --datasets N       (default: ${usual.datasets})
  --authors N, --readers N   of QuickSight (default: ${usual.authors} and ${usual.readers})
  --slower N         how much slower a vCPU in AWS is than the core that was measured (default: ${usual.slower}, an assumption)
  --json             one JSON object
`;

const options = {
  gb: { type: 'string', multiple: true },
  every: { type: 'string' },
  'file-mb': { type: 'string' },
  months: { type: 'string' },
  datasets: { type: 'string' },
  authors: { type: 'string' },
  readers: { type: 'string' },
  slower: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function positive(name: string, text: string | undefined, otherwise: number, least = Number.MIN_VALUE): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= least && value <= 1e9) return value;
  const range = least === Number.MIN_VALUE ? 'above 0' : `of ${least} or more`;
  throw usageError('cost', `--${name} with a number ${range}, at most 1e9`, `"${text}"`);
}

const text = ({ titles, rows }: CostTable): string =>
  textTable(
    titles.map((title, index) => (index === 0 ? { title } : { title, align: 'right' as const })),
    rows,
  ).join('\n');

const facts = (workload: Workload): object => ({
  ...{ workload, files: countFiles(workload), runs: countRuns(workload, throughput) },
  ...{ seenAfterMinutes: longestWait(workload, throughput) },
  usd: Object.fromEntries(
    ways.map((way) => {
      const { byService, total } = costOf(way, workload, throughput, priceList);
      return [way, { total, ...Object.fromEntries(byService) }];
    }),
  ),
});

/** Shows what the lake costs. @throws CommandError `usage` */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('cost', args, options);
  if (positionals.length > 0) throw usageError('cost', 'options alone', `"${positionals[0]}"`);
  const shared = {
    everyMinutes: positive('every', values.every, usual.everyMinutes, 1),
    fileMb: positive('file-mb', values['file-mb'], usual.fileMb),
    heldMonths: positive('months', values.months, usual.heldMonths),
    datasets: positive('datasets', values.datasets, usual.datasets, 1),
    authors: positive('authors', values.authors, usual.authors, 0),
    readers: positive('readers', values.readers, usual.readers, 0),
    slower: positive('slower', values.slower, usual.slower),
  };
  const given = values.gb?.map((one) => positive('gb', one, 0)) ?? volumes;
  const workloads = given.map((gb) => ({ ...shared, gb }));
  const { asOf, region } = priceList;
  if (values.json === true) {
    const answer = { asOf, region, measuredOn: throughput.on, months: workloads.map(facts) };
    effects.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return exitCodes.fine;
  }
  const tables = workloads.map((workload) => text(serviceTable(workload, throughput, priceList)));
  const trades = workloads.map((workload) => text(latencyTable(workload, throughput, priceList)));
  const head = `Prices of ${region} as of ${asOf}, throughput as measured on ${throughput.on}; no free tier, no users' own traffic.`;
  effects.stdout.write(`${[head, ...tables, ...trades].join('\n\n')}\n`);
  return exitCodes.fine;
}
