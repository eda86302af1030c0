import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureVenv } from '../../python-env/python-env.ts';
import { salesCsv } from '../input/inputs.ts';
import { writeInput } from '../input/write-input.ts';
import { type Contender, type Measurement, measureInTurn } from '../measure/measure-in-turn.ts';
import { measurementTable } from '../measure/measurement-table.ts';
import { corePin } from '../measure/pin-core.ts';
import { shellLine } from '../measure/shell-line.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

const probe = `
from importlib.metadata import version
from platform import python_version
print(', '.join([f'Python {python_version()}', *(f'{name} {version(name)}' for name in ['csvkit', 'duckdb', 'frictionless'])]))
`;

const small = 0.1;

interface Task {
  readonly root: string;
  readonly folder: string;
  readonly input: string;
  /** Programs of the peers; undefined: there are none. */
  readonly bin: string | undefined;
}

/** Ours drafts and proves; the peers say the types, and csvstat counts what is in each column. */
function contendersFor({ root, folder, input, bin }: Task): Contender[] {
  const ours: Contender = {
    name: 'sluice new dataset --dry-run',
    command: {
      program: join(root, 'node_modules', '.bin', 'node'),
      args: [
        join(root, 'scripts', 'sluice.js'),
        'new',
        'dataset',
        'sales',
        input,
        '--dry-run',
        '--json',
        '--source',
        'upload',
      ],
      cwd: folder,
    },
  };
  if (bin === undefined) return [ours];
  const describe = join(root, 'scripts', 'bench', 'infer', 'duckdb_describe.py');
  // frictionless trusts no path that leads out of its folder.
  return [
    ours,
    {
      name: "DuckDB's sniffer and DESCRIBE",
      command: { program: join(bin, 'python'), args: [describe, input], cwd: root },
    },
    {
      name: 'frictionless describe',
      command: { program: join(bin, 'frictionless'), args: ['describe', '--trusted', '--json', input], cwd: folder },
    },
    { name: 'csvstat', command: { program: join(bin, 'csvstat'), args: ['--json', input], cwd: root } },
  ];
}

/** Drafting a schema from 276 MB and from 100 kB, beside what says the types of a file's columns. csvstat is left out of the large one: it keeps all in memory. */
export async function run(context: SuiteContext): Promise<SuiteReport> {
  const { root, folder, cache, runs, megabytes, say } = context;
  say('looking for .venv-bench-infer with the peers (made once)');
  const requirements = join(root, 'scripts', 'bench', 'infer', 'requirements.txt');
  const venv = await ensureVenv({ requirements, home: join(root, '.venv-bench-infer'), probe });
  const bin = venv.reason === undefined ? dirname(venv.python) : undefined;
  say('writing the inputs (once)');
  const inputs = [await writeInput(salesCsv(1), megabytes ?? 276, cache), await writeInput(salesCsv(1), small, cache)];
  await mkdir(join(folder, 'datasets'), { recursive: true });
  const { pin, said } = corePin();
  const tables: SuiteReport['tables'][number][] = [];
  const figures: { readonly bytes: number; readonly measurements: readonly Measurement[] }[] = [];
  const lines = [said, venv.reason === undefined ? venv.probed : `the peers are left out: ${venv.reason}`];
  lines.push(
    'Aims: 276 MB in 8 s and 250 MB; 100 kB in 0.7 s. Only ours decides null, keys, lists and what is personal, and proves its draft by cleaning.',
  );
  for (const [index, input] of inputs.entries()) {
    const all = contendersFor({ root, folder, input, bin });
    const contenders = index === 0 ? all.filter(({ name }) => name !== 'csvstat') : all;
    const measurements = await measureInTurn(contenders, { runs, pin, say });
    const { size } = await stat(input);
    tables.push(measurementTable(measurements, size));
    figures.push({ bytes: size, measurements });
    if (index === 0) lines.push(...all.map(({ command }) => `$ ${shellLine(pin(command), root)}`));
  }
  return {
    suite: 'infer',
    title: `A schema from ${megabytes ?? 276} MB of sales and from 100 kB, whole processes, ${runs} runs in turn`,
    lines,
    tables,
    figures,
  };
}
