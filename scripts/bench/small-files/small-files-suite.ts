import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { salesCsv } from '../input/inputs.ts';
import { inputChunks } from '../input/write-input.ts';
import { measureInTurn } from '../measure/measure-in-turn.ts';
import { measurementTable } from '../measure/measurement-table.ts';
import { corePin } from '../measure/pin-core.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

const files = 1000;
const bytesOfFile = 10_000;

/** A thousand files of 10 kB in one process, and the same bytes as one file: what a file costs beside its rows. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const inputs = join(folder, 'inputs');
  await mkdir(inputs);
  let bytes = 0;
  for (let number = 0; number < files; number += 1) {
    const text = [...inputChunks(salesCsv(1000 + number), bytesOfFile)].join('');
    bytes += Buffer.byteLength(text);
    await writeFile(join(inputs, `sales-${String(number).padStart(4, '0')}.csv`), text);
  }
  const whole = join(folder, 'whole.csv');
  await writeFile(whole, [...inputChunks(salesCsv(1), bytes)].join(''));
  const schema = join(folder, 'schema.json');
  const text = await readFile(join(root, 'scripts', 'bench', 'clean', 'schema.json'), 'utf8');
  await writeFile(schema, text.replace(/"tolerance": [\d.]+/, '"tolerance": 1'));
  const clean = (name: string, out: string, cwd: string, sources: readonly string[]) => ({
    name,
    command: {
      program: join(root, 'node_modules', '.bin', 'node'),
      args: [
        join(root, 'scripts', 'sluice.js'),
        'clean',
        ...sources,
        '--schema',
        schema,
        '--out',
        join(folder, out),
        '--json',
      ],
      cwd,
    },
  });
  const names = Array.from({ length: files }, (_, number) => `sales-${String(number).padStart(4, '0')}.csv`);
  const contenders = [
    clean(`${files} files of 10 kB`, 'many', inputs, names),
    clean('the same bytes as one file', 'one', folder, [whole]),
  ];
  const { pin, said } = corePin();
  const measurements = await measureInTurn(contenders, { runs, pin, say });
  return {
    suite: 'small-files',
    title: `${files} files of 10 kB in one process, ${runs} runs in turn; the aim is under 2 s`,
    lines: [
      said,
      'every share of bad rows is tolerated: of a hundred rows, six are bad now and then',
      '$ node scripts/sluice.js clean *.csv --schema scripts/bench/clean/schema.json --out DIR --json',
    ],
    tables: [measurementTable(measurements, bytes)],
    figures: { files, bytes, measurements },
  };
}
