import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryRepository } from '../../changes/testing/temporary-repository.ts';
import { spreadOf } from '../measure/spread.ts';
import { timeCommand } from '../measure/time-command.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

const megabytes = 10;
const months = 'datasets/sales_records/2026-05.csv';

/** What a pull request that adds one CSV of 10 MB to the repository's own lake waits for: the verdict, then the report from nothing. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const repository = await temporaryRepository(['datasets', 'glue/tables', 'dashboards']);
  try {
    await repository.put('datasets/sales_records/2027-01.csv', await largeFile(join(repository.root, months)));
    const command = (...args: string[]) => ({
      program: join(root, 'node_modules', '.bin', 'node'),
      args: [join(root, 'scripts', 'sluice.js'), ...args],
      cwd: repository.root,
    });
    const verbs = [
      ['changes', command('changes', '--base', 'main')],
      ['validate', command('validate', '--base', 'main', '--json')],
      ['report', command('report', '--base', 'main', '--out', join(folder, 'report'))],
    ] as const;
    const seconds = new Map<string, number[]>(verbs.map(([name]) => [name, []]));
    for (let round = 0; round < runs; round++) {
      for (const [name, one] of verbs) {
        say(`${name}, ${round + 1} of ${runs}`);
        await rm(repository.lake.root, { recursive: true, force: true });
        seconds.get(name)?.push(await timeCommand(one));
      }
    }
    const figures = [...seconds].map(([what, all]) => ({ what, ...spreadOf(all) }));
    return {
      suite: 'pull-request',
      title: `One CSV of ${megabytes} MB more in the committed lake, whole process, no lake built before; ${runs} runs`,
      lines: ['Aims: validate in 3 s, the whole report in 10 s.'],
      tables: [
        {
          columns: [
            { title: '' },
            ...(['median', 'min', 'max'] as const).map((title) => ({ title: `${title} s`, align: 'right' as const })),
          ],
          rows: figures.map(({ what, median, minimum, maximum }) => [
            what,
            ...[median, minimum, maximum].map((one) => one.toFixed(2)),
          ]),
        },
      ],
      figures,
    };
  } finally {
    await repository.dispose();
  }
}

/** The rows of a month again and again, each with an id of its own. */
async function largeFile(path: string): Promise<string> {
  const [header = '', ...rows] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const lines = [header];
  let bytes = header.length;
  for (let number = 0; bytes < megabytes * 1e6; number++) {
    const row = rows[number % rows.length] ?? '';
    const line = row.replace(
      /^T\d{4}-\d{5}/,
      `T${2701 + Math.floor(number / 1e5)}-${String(number % 1e5).padStart(5, '0')}`,
    );
    lines.push(line);
    bytes += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}
