import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseColumnType } from '../../lambda/schema/column-type.ts';
import { readDataSet } from '../dashboards/data-sets/read-data-set.ts';
import { dataSetAssets } from './data-set-assets.ts';
import type { AudienceMayRead } from './request/audience-may-read.ts';
import { placeIn } from './request/place.ts';
import { permissionsOf } from './request/principals.ts';
import { rehearsalEnvironment } from './testing/rehearsal-environment.ts';

/** `case.json`: the table that data-set.json names, and who may read what of it. */
interface Case {
  readonly columns: Readonly<Record<string, string>>;
  readonly may: Readonly<Record<string, AudienceMayRead>>;
}

/** The rehearsal's, with three audiences: what the repository's schemas name has no part in these cases. */
const environment = rehearsalEnvironment();
const audience = { principals: [], scanLimitGiB: 1 };
const audiences = { analysts: audience, privacy: audience, security: audience };
const place = placeIn({ ...environment, audiences });

async function made(folder: string) {
  const { columns, may }: Case = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
  const contract = Object.entries(columns).map(([name, written]) => {
    const type = parseColumnType(written);
    if (type === undefined) throw new TypeError(`${folder}: expected a type, got ${written}`);
    return { name, type, nullable: true, description: '', unit: undefined };
  });
  const tables = new Map([['orders', { columns: contract }]]);
  const { dataSet, findings } = await readDataSet('data-set.json', tables, folder);
  expect(findings).toEqual([]);
  if (dataSet === undefined) throw new TypeError(`${folder}: expected a data set`);
  const readers = new Map([['orders', { may: new Map(Object.entries(may)), columns: contract.length }]]);
  const { permissions } = permissionsOf(place, [{ name: 'sales-analytics', right: 'use', at: { file: 'x' } }]);
  const common = { dashboard: 'sales', owner: 'sales-analytics' };
  const came = dataSetAssets({ ...dataSet, identifier: 'orders' }, { place, readers, permissions, common });
  return {
    requests: came.assets.map(({ id, body, permissions: who }) => ({ DataSetId: id, ...body, Permissions: who })),
    findings: came.findings.map(({ code, subject, got }) => [code, subject, got].filter((part) => part !== undefined)),
  };
}

describe.each(['ok', 'err'])('%s', (kind) => {
  const home = join(import.meta.dirname, 'testdata', kind);
  it.each(readdirSync(home))('%s', async (name) => {
    const came = await made(join(home, name));
    expect(came.findings.length > 0).toBe(kind === 'err');
    const expected = join(home, name, 'expected.json');
    await expect(`${JSON.stringify(came, undefined, 2)}\n`).toMatchFileSnapshot(expected);
  });
});
