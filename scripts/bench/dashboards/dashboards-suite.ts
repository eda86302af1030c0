import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { measureInTurn } from '../measure/measure-in-turn.ts';
import { measurementTable } from '../measure/measurement-table.ts';
import { corePin } from '../measure/pin-core.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';
import { largeDefinition } from './large-definition.ts';

/** All checks of a definition of 3 MB and 600 visuals with its data set, and of the repository's own dashboards. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const text = JSON.stringify(largeDefinition(6), undefined, 2);
  const file = join(folder, 'large.json');
  const dataSets = join(folder, 'data-sets');
  await mkdir(dataSets);
  await writeFile(file, text);
  await writeFile(join(dataSets, 'orders.json'), JSON.stringify(dataSet));
  const { pin, said } = corePin();
  const sluice = (...args: readonly string[]) => ({
    program: process.execPath,
    args: [join(root, 'scripts', 'sluice.js'), 'validate', ...args],
    cwd: root,
  });
  const contenders = [
    { name: 'validate large.json', command: sluice(file, '--data-sets', dataSets) },
    { name: 'validate dashboards', command: sluice('dashboards') },
  ];
  const measured = await measureInTurn(contenders, { runs, pin, say });
  return {
    suite: 'dashboards',
    title: `Checking a definition of ${(text.length / 1e6).toFixed(1)} MB and 600 visuals, and the repository's dashboards`,
    lines: [said, 'Aims: 1.5 s and 400 MB for the large one, 0.6 s for our own; MB/s and times are of the large file.'],
    tables: [measurementTable(measured, text.length)],
    figures: measured,
  };
}

const dataSet = {
  DataSetId: 'orders',
  Name: 'orders',
  ImportMode: 'SPICE',
  PhysicalTableMap: {
    orders: {
      RelationalTable: {
        DataSourceArn: 'arn:aws:quicksight:us-east-1:000000000000:datasource/lake',
        Name: 'orders',
        InputColumns: [
          { Name: 'order_id', Type: 'STRING' },
          { Name: 'region', Type: 'STRING' },
          { Name: 'revenue_usd', Type: 'DECIMAL' },
          { Name: 'day', Type: 'DATETIME' },
        ],
      },
    },
  },
};
