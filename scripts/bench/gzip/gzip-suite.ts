import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { salesCsv } from '../input/inputs.ts';
import { writeInput } from '../input/write-input.ts';
import { type Contender, measureInTurn } from '../measure/measure-in-turn.ts';
import { measurementTable } from '../measure/measurement-table.ts';
import { corePin } from '../measure/pin-core.ts';
import { shellLine } from '../measure/shell-line.ts';
import { sluiceEngine } from '../peers/clean-commands.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

async function compressed(path: string): Promise<string> {
  const target = `${path}.gz`;
  if (await stat(target).catch(() => undefined)) return target;
  const half = `${target}.${process.pid}`;
  await pipeline(createReadStream(path), createGzip(), createWriteStream(half));
  await rename(half, target);
  return target;
}

/** The sales as .gz beside inflating them alone: by zlib in Node, which bounds what Sluice can do, and by gunzip. */
export async function run({ root, folder, cache, runs, megabytes, say }: SuiteContext): Promise<SuiteReport> {
  say('writing the input (once)');
  const plain = await writeInput(salesCsv(1), megabytes ?? 276, cache);
  const input = await compressed(plain);
  const schema = join('scripts', 'bench', 'clean', 'schema.json');
  const node = join(root, 'node_modules', '.bin', 'node');
  const contenders: Contender[] = [
    { ...sluiceEngine({ root, input, schema, out: join(folder, 'gzip') }), name: 'sluice clean, .csv.gz' },
    {
      ...sluiceEngine({ root, input: plain, schema, out: join(folder, 'plain') }),
      name: 'sluice clean, the same .csv',
    },
    {
      name: 'inflating alone, zlib in Node',
      command: { program: node, args: [join('scripts', 'bench', 'gzip', 'inflate.ts'), input], cwd: root },
    },
  ];
  if (spawnSync('gunzip', ['--version']).status === 0) {
    const command = { program: 'sh', args: ['-c', `gunzip -c '${input}' > /dev/null`], cwd: root };
    contenders.push({ name: 'inflating alone, gunzip', command });
  }
  const { pin, said } = corePin();
  const measurements = await measureInTurn(contenders, { runs, pin, say });
  const [{ size }, { size: packed }] = [await stat(plain), await stat(input)];
  return {
    suite: 'gzip',
    title: `Sales as .csv.gz, ${(packed / 1e6).toFixed(0)} MB that inflate to ${(size / 1e6).toFixed(0)} MB, ${runs} runs in turn`,
    lines: [said, 'MB/s: of inflated bytes', ...contenders.map(({ command }) => `$ ${shellLine(pin(command), root)}`)],
    tables: [measurementTable(measurements, size)],
    figures: { bytes: size, compressedBytes: packed, measurements },
  };
}
