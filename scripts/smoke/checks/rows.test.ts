import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../../glue/duckdb/engine.ts';
import { sqlText } from '../../../glue/duckdb/sql-text.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { namesOf } from '../../../infra/names/names.ts';
import { connectAws } from '../../aws/connect-aws.ts';
import { startAthena } from '../../aws/testing/start-athena.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import type { SeenTable } from '../../rehearse/answer-query.ts';
import type { SmokePlan } from '../plan-smoke.ts';
import type { Smoke } from '../smoke-context.ts';
import { rows } from './rows.ts';

const place = { file: 'x' };
const kinds = { day: 'date', region: 'string', visits: 'integer', share: 'number' } as const;
const columns = ['day', 'region', 'visits', 'share'] as const;
const table: Table = {
  ...{ name: 'visits_daily', title: '', description: '', owner: '', reads: [], partitions: [], key: ['day', 'region'] },
  columns: columns.map((name) => ({
    name,
    type: { kind: kinds[name] },
    nullable: true,
    description: '',
    unit: undefined,
  })),
  ...{ sql: { text: '', place }, quality: { text: '', place } },
};
const row = (region: string, visits: string) => ({
  table,
  values: new Map([
    ['day', '1980-01-01'],
    ['region', region],
    ['visits', visits],
    ['share', '0.5'],
  ]),
});
const plan: SmokePlan = {
  ...{ id: 'x', dataset: 'visits', key: 'visits/_smoke-x.csv', body: new Uint8Array(), datasets: ['visits'] },
  ...{ rows: { clean: 2, quarantined: 0 }, expected: [row('north', '3'), row('south', '4')], tokens: new Set() },
  sights: new Map([
    [
      'visits_daily',
      new Map([
        ['analysts', { columns, rows: undefined }],
        ['security', { columns: ['day', 'region', 'visits'], rows: [{ column: 'region', values: ['north'] }] }],
      ]),
    ],
  ]),
};

const glue = { day: 'date', region: 'string', visits: 'bigint', share: 'double' } as const;
let folder: string;
let parquet: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-rows-'));
  parquet = join(folder, 'a.parquet');
  const engine = await openEngine(1);
  const made = `SELECT DATE '1980-01-01' AS day, region, visits, 0.5::DOUBLE AS share FROM (VALUES ('north', 3), ('south', 4)) AS t(region, visits)`;
  await engine.connection.run(`COPY (${made}) TO ${sqlText(parquet)} (FORMAT parquet)`);
  engine.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What Lake Formation has granted, as far as it says something else than the schemas. */
interface Granted {
  readonly visible?: readonly string[];
  readonly filter?: string;
}

const seen = ({ visible = columns, filter }: Granted = {}): SeenTable => ({
  ...{ database: 'final', name: 'visits_daily', files: [parquet], visible, filter: filter ?? null },
  columns: columns.map((name) => ({ name, type: glue[name] })),
});
const asTheyShould: Readonly<Record<string, readonly SeenTable[]>> = {
  analysts: [seen()],
  privacy: [],
  get security() {
    return [seen({ visible: ['day', 'region', 'visits'], filter: `"region" = 'north'` })];
  },
};

async function check(
  granted: Readonly<Record<string, readonly SeenTable[]>>,
  expected: SmokePlan = plan,
  { standing = ['visits_daily'], silent }: { standing?: readonly string[]; silent?: string } = {},
) {
  const athena = await startAthena(new Map(Object.entries(granted)), silent);
  const audience = { principals: [], scanLimitGiB: 1 };
  const audiences = { analysts: audience, privacy: audience, security: audience };
  const environment = { ...findEnvironment('test', 'rehearsal'), audiences };
  const as = async (role: string) =>
    connectAws({
      ...{ region: 'us-east-1', endpoint: athena.endpoint },
      credentials: { accessKeyId: role.replace('reader-', ''), secretAccessKey: 'x' },
    });
  const state: Smoke['state'] = {
    ...{ uploaded: true, manifest: undefined, cleanedAt: undefined, run: 'a', published: [], standing, answers: [] },
  };
  const smoke: Smoke = {
    ...{ environment, names: namesOf(environment), as, aws: await as(''), plan: expected, state, timeout: 20 },
    ...{ signal: new AbortController().signal, say: () => undefined },
  };
  try {
    const { findings, says } = await rows.run(smoke);
    return {
      says,
      answers: state.answers.length,
      found: findings.map(({ code, place: { file }, subject }) => [code, file.replace(/^.*reader-/, ''), subject]),
    };
  } finally {
    await athena.close();
  }
}

const granted = () => ({ ...asTheyShould, analysts: [seen()] });

describe('rows', () => {
  it('finds nothing where each audience sees what schemas say', async () => {
    expect(await check(granted())).toEqual({
      says: '3 audiences: 7 values seen, 3 kept from them',
      answers: 8,
      found: [],
    });
  });

  it('finds a grant that was taken back', async () => {
    expect((await check({ ...granted(), analysts: [] })).found).toEqual([
      ['audience-sees-not', 'analysts', 'visits_daily'],
    ]);
  });

  it('finds a grant that nobody asked for', async () => {
    expect((await check({ ...granted(), privacy: [seen()] })).found).toEqual([
      ['audience-sees', 'privacy', 'visits_daily'],
    ]);
  });

  it('finds a filter that shows a column more', async () => {
    const security = [seen({ filter: `"region" = 'north'` })];
    expect((await check({ ...granted(), security })).found).toEqual([
      ['audience-sees', 'security', 'visits_daily.share'],
    ]);
  });

  it('finds a filter that shows a row more', async () => {
    const security = [seen({ visible: ['day', 'region', 'visits'] })];
    expect((await check({ ...granted(), security })).found).toEqual([
      ['audience-sees', 'security', 'a row of visits_daily that its row condition keeps away'],
    ]);
  });

  it('finds another value, and a query that fails for another reason than being kept away', async () => {
    const other: SmokePlan = { ...plan, expected: [row('north', '2')] };
    const security = [seen({ visible: ['day', 'region', 'visits'], filter: 'nonsense(' })];
    const { found } = await check({ ...granted(), security }, other);
    expect(found).toContainEqual(['audience-differs', 'analysts', 'visits_daily.visits']);
    expect(found).toContainEqual(['call-refused', 'security', undefined]);
  });

  it('takes a workgroup that answers nobody for no proof', async () => {
    expect(await check(granted(), plan, { silent: 'privacy' })).toMatchObject({
      ...{ says: '3 audiences: 7 values seen, 2 kept from them', found: [['call-refused', 'privacy', undefined]] },
    });
  });

  it('takes a table that does not stand for no proof', async () => {
    const { found, says } = await check({ ...granted(), analysts: [], security: [] }, plan, { standing: [] });
    expect(found).toEqual([['call-refused', 'visits_daily', undefined]]);
    expect(says).toBe('3 audiences: 0 values seen, 0 kept from them');
  });
});
