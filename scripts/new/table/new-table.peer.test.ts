import { afterEach, expect, test } from 'vitest';
import { temporaryProject } from '../../lake/testing/temporary-project.ts';
import { putSituations } from './testing/situations.ts';
import { type TableProject, tableProject } from './testing/table-project.ts';

let project: TableProject;
afterEach(() => project.dispose());

/** Drafts a table. @returns its rows, as the draft counts them */
async function draft(name: string, ...args: string[]): Promise<number> {
  const told = await project.newTable([name, ...args, '--json']);
  expect(told, name).toMatchObject({ code: 0 });
  const { rows, toLookAt }: { rows: number; toLookAt: readonly string[] } = JSON.parse(told.stdout);
  expect(
    toLookAt.filter((one) => one.startsWith('a rule ')),
    name,
  ).toEqual([]);
  return rows;
}

test('whatever a dataset holds, its table is judged green and built with as many rows', async () => {
  project = await tableProject();
  await putSituations(project);
  const alone = [
    'keyless',
    'no_numbers',
    'one_column',
    'all_null',
    'wide',
    'order',
    'only_dates',
    'prices',
    'years',
    'local_times',
    'nested',
    'uploads',
    'secrets',
    'visits',
    'region_list',
  ];
  const expected = new Map<string, number>();
  for (const name of alone) expected.set(`${name}_rows`, await draft(`${name}_rows`, '--from', name));
  expected.set('sold', await draft('sold', '--from', 'purchases', 'customers', 'countries'));
  expected.set('again', await draft('again', '--from', 'sold'));
  expected.set('billed', await draft('billed', '--from', 'bills', 'clients'));
  expected.set('visited', await draft('visited', '--from', 'visits', 'region_list'));
  const judged = await project.validate('glue/tables');
  expect(judged).toEqual({
    code: 0,
    stdout: '',
    stderr: `0 errors and 0 warnings in ${expected.size} tables (${expected.size} cases)\n`,
  });
  const built = await project.build();
  expect(built.errors.filter((one) => !one.startsWith('datasets/dirty/'))).toEqual([]);
  expect(built.rows).toEqual(expected);
  expect(Object.fromEntries(expected)).toMatchObject({
    keyless_rows: 40,
    one_column_rows: 3,
    all_null_rows: 2,
    uploads_rows: 0,
    sold: 40,
  });
}, 120_000);

test('every committed dataset and table gives a table, and every committed SELECT again; all are judged green and built', async () => {
  project = await tableProject((await temporaryProject(['datasets', 'glue/tables'])).root);
  const datasets = ['app_events', 'iot_sensor_data', 'items', 'movies', 'regions', 'sales_records', 'user_logs'];
  const tables = [
    'error_events',
    'movie_details',
    'movies_by_genre_year',
    'sales_daily',
    'sales_monthly',
    'sensor_readings_hourly',
    'user_activity_daily',
  ];
  const expected = new Map<string, number>();
  const add = async (name: string, ...args: string[]) => expected.set(name, await draft(name, ...args));
  for (const name of datasets) await add(`new_${name}`, '--from', name);
  for (const name of ['sales_monthly', 'movie_details']) await add(`new_${name}`, '--from', name);
  for (const name of tables) await add(`sql_${name}`, '--sql', `glue/tables/${name}/transform.sql`);
  await add('new_sales', '--from', 'sales_records', 'items', 'regions');
  await add('new_activity', '--from', 'user_logs', 'regions');
  const judged = await project.validate('glue/tables');
  expect(judged).toMatchObject({ code: 0, stdout: '' });
  const { errors, rows } = await project.build();
  expect(errors).toEqual([]);
  expect(new Map([...rows].filter(([name]) => expected.has(name)))).toEqual(expected);
  for (const name of tables) expect(rows.get(`sql_${name}`), name).toBe(rows.get(name));
}, 600_000);
