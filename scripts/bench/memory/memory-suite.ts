import { open, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { salesCsv } from '../input/inputs.ts';
import { writeInput } from '../input/write-input.ts';
import { type Measurement, measureInTurn } from '../measure/measure-in-turn.ts';
import { corePin } from '../measure/pin-core.ts';
import { shellLine } from '../measure/shell-line.ts';
import { BenchError } from '../measure/time-command.ts';
import { sluiceEngine } from '../peers/clean-commands.ts';
import type { ReportTable, SuiteContext, SuiteReport } from '../suite.ts';

/** How many times the rows of the small file stand in the large one: 276 MB become 3 GB. */
const times = 11;

/** The header once, then all rows again and again. */
async function repeated(path: string, header: number, target: string): Promise<void> {
  await using source = await open(path);
  await using file = await open(target, 'w');
  const buffer = Buffer.alloc(1 << 22);
  for (let round = 0; round < times; round += 1) {
    for (let at = round === 0 ? 0 : header; ; ) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) break;
      await file.write(buffer, 0, bytesRead);
      at += bytesRead;
    }
  }
}

/** Peak memory and time of the sales at two sizes: the first should not grow, the second grow with the size. */
export async function run({ root, folder, cache, runs, megabytes, say }: SuiteContext): Promise<SuiteReport> {
  const input = salesCsv(1);
  const small = await writeInput(input, megabytes ?? 276, cache);
  const { size } = await stat(small);
  const { bavail, bsize } = await statfs(folder);
  const needed = size * times * 2.2;
  if (bavail * bsize < needed) {
    throw new BenchError(
      `${folder}: expected ${(needed / 1e9).toFixed(1)} GB free, got ${((bavail * bsize) / 1e9).toFixed(1)}; set TMPDIR`,
    );
  }
  say('writing the large input');
  const large = join(folder, 'large.csv');
  await repeated(small, Buffer.byteLength(input.header), large);
  const schema = join('scripts', 'bench', 'clean', 'schema.json');
  const { pin, said } = corePin();
  const engines = [small, large].map((path) => sluiceEngine({ root, input: path, schema, out: join(folder, 'out') }));
  const sizes = [size, (await stat(large)).size];
  const named = engines.map((engine, index) => ({ ...engine, name: `${((sizes[index] ?? 0) / 1e6).toFixed(0)} MB` }));
  const measurements = await measureInTurn(named, { runs, warmUp: false, pin, say });
  return {
    suite: 'memory',
    title: `Peak memory and time of sluice clean at two sizes, ${runs} runs in turn; the aim is at most 200 MB`,
    lines: [
      said,
      'peak: the greatest resident set of all runs, by wait4(2)',
      ...named.map(({ command }) => `$ ${shellLine(pin(command), root)}`),
    ],
    tables: [memoryTable(measurements, sizes)],
    figures: measurements.map((measurement, index) => ({ bytes: sizes[index], ...measurement })),
  };
}

function memoryTable(measurements: readonly Measurement[], sizes: readonly number[]): ReportTable {
  const titles = ['s', 's per GB', 'CPU s per GB', 'MB/s', 'peak MiB'];
  return {
    columns: [{ title: 'size' }, ...titles.map((title) => ({ title, align: 'right' as const }))],
    rows: measurements.map(({ name, seconds, cpuSeconds, peakBytes }, index) => {
      const gigabytes = (sizes[index] ?? Number.NaN) / 1e9;
      return [
        name,
        seconds.median.toFixed(2),
        (seconds.median / gigabytes).toFixed(2),
        (cpuSeconds.median / gigabytes).toFixed(2),
        ((1000 * gigabytes) / seconds.median).toFixed(1),
        (peakBytes.maximum / 2 ** 20).toFixed(0),
      ];
    }),
  };
}
