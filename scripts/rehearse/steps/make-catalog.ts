import { join } from 'node:path';
import { UpdateDataCellsFilterCommand } from '@aws-sdk/client-lakeformation';
import { rowPredicate } from '../../access/row-predicate.ts';
import { catalog } from '../../catalog/catalog.ts';
import { describeAction } from '../../catalog/describe-action.ts';
import type { Filters } from '../../catalog/grants-of.ts';
import { readFilters, readTables } from '../../catalog/read-catalog.ts';
import { listDatasets } from '../../lake/list-datasets.ts';
import { readDatasets } from '../../lake/read-datasets.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';

/**
 * `sluice catalog`: a plan changes nothing, then all is made, then nothing is left to do. Filters say what schemas say; one that somebody
 * widens by hand is changed back.
 */
export const makeCatalog: Step = {
  name: 'make the catalog',
  async run(rehearsal) {
    const [planned, made, again] = [
      await runCatalog(rehearsal, true),
      await runCatalog(rehearsal, false),
      await runCatalog(rehearsal, false),
    ];
    const filters = await filtersOf(rehearsal);
    const widened = await widenOne(rehearsal, filters);
    const mended = await runCatalog(rehearsal, false);
    const tables = made.actions.filter((action) => action.do === 'create-table').length;
    const grants = made.actions.filter((action) => action.do === 'grant').length;
    const byRow = [...filters.values()].filter(({ rows }) => rows !== undefined).length;
    return {
      says: `${tables} tables, ${grants} grants (${filters.size} by filter, ${byRow} by row); then nothing to do; a filter that was widened is changed back`,
      figures: { tables, grants, filters: filters.size, byRow },
      failures: [
        ...(planned.actions.length === made.actions.length
          ? []
          : [`expected the ${planned.actions.length} actions of the plan, got ${made.actions.length}`]),
        ...(tables > 0 && grants > 0 ? [] : [`expected tables and grants, got ${tables} and ${grants}`]),
        ...again.actions.map((action) => `expected nothing to do the second time, got: ${describeAction(action)}`),
        ...(await judgeFilters(rehearsal, filters)),
        ...(mended.actions.length === widened && mended.actions.every((action) => action.do === 'change')
          ? []
          : [`expected ${widened} filter to be changed back, got ${mended.actions.map(describeAction).join('; ')}`]),
        ...(JSON.stringify([...(await filtersOf(rehearsal))].sort()) === JSON.stringify([...filters].sort())
          ? []
          : ['expected the filters of before somebody widened one']),
      ],
    };
  },
};

async function runCatalog({ root, environment, clients }: Rehearsal, planOnly: boolean) {
  const { glue, lakeFormation } = clients;
  const made = await catalog({ root, environment, planOnly, glue, lakeFormation });
  return 'actions' in made ? made : { actions: [], retyped: [] };
}

async function filtersOf({ clients, names }: Rehearsal): Promise<Filters> {
  const tables = await readTables(clients.glue, names.databases.final);
  return await readFilters(
    clients.lakeFormation,
    names.databases.final,
    tables.map(({ name }) => name),
  );
}

/** Takes the condition out of the first filter of rows. @returns how many filters that were: 1, or 0 where no schema asks for rows */
async function widenOne({ clients, environment, names }: Rehearsal, filters: Filters): Promise<number> {
  const [key, filter] = [...filters].find(([, { rows }]) => rows !== undefined) ?? [];
  if (key === undefined) return 0;
  const [TableName = '', Name = ''] = key.split(' ');
  const table = { TableCatalogId: environment.account, DatabaseName: names.databases.final, TableName };
  await clients.lakeFormation.send(
    new UpdateDataCellsFilterCommand({
      TableData: { ...table, Name, ColumnNames: [...(filter?.columns ?? [])], RowFilter: { AllRowsWildcard: {} } },
    }),
  );
  return 1;
}

/** What the schemas' own words ask of filters: who reads some rows of one dataset reads by that condition, who reads all rows by none. */
async function judgeFilters({ root, environment, names }: Rehearsal, filters: Filters): Promise<string[]> {
  const { folders } = await listDatasets(join(root, 'datasets'));
  const readers = (await readDatasets(root, folders)).flatMap(({ schema }) => schema?.readers ?? []);
  return Object.keys(environment.audiences).flatMap((audience) => {
    const wanted = readers.flatMap((reader) => (reader.audience === audience && reader.rows ? [reader.rows] : []));
    const role = names.roleArn(`reader-${audience}`).replace(/^.*\//, '').replaceAll('-', '_');
    const got = [...filters].flatMap(([key, { rows }]) =>
      key.endsWith(` ${role}`) && rows !== undefined ? [rows] : [],
    );
    const missing = wanted.map(rowPredicate).filter((one) => !got.includes(one));
    return [
      ...missing.map((one) => `${audience}: expected a filter of the rows ${one}, got ${got.join(' and ') || 'none'}`),
      ...(wanted.length > 0 || got.length === 0 ? [] : [`${audience}: expected filters of all rows, got ${got[0]}`]),
    ];
  });
}
