import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openEngine } from '../../glue/duckdb/engine.ts';
import { sqlText } from '../../glue/duckdb/sql-text.ts';
import type { Table } from '../../glue/duckdb/table.ts';
import type { TableOutcome } from '../../lambda/pipeline/run-record.ts';
import type { Readable } from '../access/may-read.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { startQuickSight } from '../quick-sight-stand-in/start-quick-sight.ts';
import type { SeenTable } from '../rehearse/answer-query.ts';
import { startLake } from './testing/start-lake.ts';
import { type VerifyOptions, verify } from './verify.ts';

const place = { file: 'x' };
const types = {
  day: { kind: 'date' },
  region: { kind: 'string' },
  visits: { kind: 'integer' },
  spent: { kind: 'decimal', precision: 12, scale: 2 },
  seen_at: { kind: 'timestamp' },
} as const;
const columns = Object.keys(types) as (keyof typeof types)[];
const glue = { day: 'date', region: 'string', visits: 'bigint', spent: 'decimal(12,2)', seen_at: 'timestamp' };
const table: Table = {
  ...{ name: 'visits_daily', title: '', description: '', owner: '', reads: [], partitions: [], key: ['day', 'region'] },
  columns: columns.map((name) => ({ name, type: types[name], nullable: true, description: '', unit: undefined })),
  ...{ sql: { text: '', place }, quality: { text: '', place } },
};
const all: Readable = { columns, rows: undefined };
const north: Readable = { columns: ['day', 'region'], rows: [{ column: 'region', values: ['north'] }] };

let folder: string;
let parquet: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-verify-'));
  parquet = join(folder, 'a.parquet');
  const engine = await openEngine(1);
  const made = `SELECT DATE '2026-01-01' AS day, region, 3::BIGINT AS visits, 9.99::DECIMAL(12,2) AS spent, TIMESTAMP '2026-01-01' AS seen_at FROM (VALUES ('north'), ('south'), ('secret-value')) AS t(region)`;
  await engine.connection.run(`COPY (${made}) TO ${sqlText(parquet)} (FORMAT parquet)`);
  engine.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const seen = (more: Partial<SeenTable> = {}): SeenTable => ({
  ...{ database: 'final', name: 'visits_daily', files: [parquet], visible: columns, filter: null },
  columns: columns.map((name) => ({ name, type: glue[name] })),
  ...more,
});
const record = (run: string, rows: number, outcome: TableOutcome = 'published') => ({
  ...{ format: 1 as const, run },
  tables: [{ table: 'visits_daily', outcome, rows, findings: [] }],
});

interface Given {
  readonly seen?: Readonly<Record<string, readonly SeenTable[]>>;
  readonly may?: Readonly<Record<string, Readable>>;
  readonly dashboards?: readonly string[];
  readonly prepare?: (lake: Awaited<ReturnType<typeof startLake>>) => void;
  readonly timeout?: number;
}

async function run({ prepare, ...given }: Given = {}) {
  // Empty, and subscribed.
  const quickSight = await startQuickSight();
  const lake = await startLake(new Map(Object.entries(given.seen ?? { analysts: [seen()] })), quickSight.endpoint);
  onTestFinished(async () => {
    await lake.close();
    await quickSight.stop();
  });
  lake.runs.push({ name: 'run-1', status: 'SUCCEEDED' });
  lake.records.set('run-1', record('run-1', 3));
  prepare?.(lake);
  const options: VerifyOptions = {
    ...{ environment: findEnvironment('verify', 'rehearsal'), tables: [table], dashboards: given.dashboards ?? [] },
    may: new Map([['visits_daily', new Map(Object.entries(given.may ?? { analysts: all }))]]),
    aws: { endpoint: lake.endpoint, credentials: { accessKeyId: 'verifier', secretAccessKey: 'x' } },
    ...{ timeout: given.timeout ?? 20, signal: new AbortController().signal, say: () => undefined },
  };
  const report = await verify(options);
  const found = [...report.findings, ...[...report.tables, ...report.dashboards].flatMap((one) => one.findings)];
  return { report, lake, codes: found.map(({ code, subject = '' }) => `${code} ${subject}`.trim()), found };
}

describe('verify', () => {
  it('finds nothing where rows, files and types are as they should be, and sees no value', async () => {
    const { report, codes, lake } = await run();
    expect(codes).toEqual([]);
    expect(report).toMatchObject({
      run: 'run-1',
      tables: [{ audience: 'analysts', rows: 3, recorded: 3, allRows: true, columns: [5, 5] }],
    });
    expect(lake.queries).toHaveLength(3);
    for (const sql of lake.queries) expect(sql).toMatch(/^SELECT count\(|LIMIT 0$/);
    expect(JSON.stringify(report)).not.toContain('secret-value');
  });

  it('finds rows that the last run did not count', async () => {
    const { codes, found } = await run({ prepare: (lake) => lake.records.set('run-1', record('run-1', 4)) });
    expect(codes).toEqual(['rows-differ as analysts']);
    expect(found[0]).toMatchObject({ expected: '4 rows, as the last run counted them', got: '3' });
  });

  it('finds a column of another type, and one that is missing', async () => {
    const other = seen({ columns: columns.map((name) => ({ name, type: name === 'spent' ? 'double' : glue[name] })) });
    expect((await run({ seen: { analysts: [other] } })).codes).toEqual(['column-differs spent']);
    const visible = columns.filter((name) => name !== 'spent');
    const { codes, found } = await run({ seen: { analysts: [seen({ visible })] } });
    expect(codes).toEqual(['not-readable as analysts', 'not-readable as analysts']);
    expect(found[1]?.got).toContain('spent');
  });

  it('finds a table whose files can’t be opened, and quotes nothing of them', async () => {
    const filter = `CAST(region AS INTEGER) > 0`;
    const { codes, report } = await run({ seen: { analysts: [seen({ filter })] } });
    expect(codes).toContain('not-readable as analysts');
    expect(JSON.stringify(report)).not.toMatch(/north|south|secret-value/);
    expect(JSON.stringify(report)).toContain('a failure, whose text may hold values');
  });

  it('finds a table that an audience is kept from', async () => {
    expect((await run({ seen: { analysts: [] } })).codes).toEqual(['not-readable as analysts']);
  });

  it('asks an audience that may read a part for that part', async () => {
    const part = seen({ visible: ['day', 'region'], filter: `region = 'north'` });
    const given = { may: { logistics: north }, seen: { logistics: [part] } };
    const { codes, report } = await run(given);
    expect(codes).toEqual([]);
    expect(report.tables).toMatchObject([
      { audience: 'logistics', rows: 1, recorded: 3, allRows: false, columns: [2, 5] },
    ]);
    const more = await run({ ...given, prepare: (lake) => lake.records.set('run-1', record('run-1', 0)) });
    expect(more.codes).toEqual(['rows-differ as logistics']);
    expect((await run({ may: {} })).report.tables).toMatchObject([{ audience: undefined, findings: [] }]);
  });

  it('finds a table that the last run did not build, and a run without a record', async () => {
    const refused = await run({ prepare: (lake) => lake.records.set('run-1', record('run-1', 3, 'refused')) });
    expect(refused.codes).toEqual(['table-not-built']);
    const failed = await run({ prepare: (lake) => lake.runs.unshift({ name: 'run-2', status: 'FAILED' }) });
    expect([failed.report.run, failed.codes]).toEqual(['run-1', ['run-failed']]);
    const never = await run({ prepare: (lake) => lake.runs.splice(0) });
    expect(never.codes).toEqual(['run-failed']);
  });

  it('waits for a run that is under way, and takes its record', async () => {
    const { report, codes } = await run({
      prepare: (lake) => {
        lake.records.set('run-2', record('run-2', 3));
        lake.records.set('run-1', record('run-1', 2));
        const running = { name: 'run-2', status: 'RUNNING' };
        lake.runs.unshift(running);
        lake.meanwhile = (listing) => {
          if (listing === 3) running.status = 'SUCCEEDED';
        };
      },
    });
    expect([report.run, codes]).toEqual(['run-2', []]);
    const endless = run({ timeout: 0.3, prepare: (lake) => lake.runs.unshift({ name: 'x', status: 'RUNNING' }) });
    await expect(endless).rejects.toMatchObject({ code: 'run-unfinished', exitCode: 3 });
  });

  it('asks again where a run came in between', async () => {
    const { report, codes } = await run({
      prepare: (lake) => {
        lake.records.set('run-1', record('run-1', 2));
        lake.records.set('run-2', record('run-2', 3));
        lake.meanwhile = (listing) => {
          if (listing === 2) lake.runs.unshift({ name: 'run-2', status: 'SUCCEEDED' });
        };
      },
    });
    expect([report.run, codes]).toEqual(['run-2', []]);
  });

  it('says of a role that can’t be taken, and asks the others', async () => {
    const { report } = await run({ prepare: (lake) => lake.closed.add('analysts') });
    expect(report.tables).toMatchObject([{ refused: expect.stringContaining('AccessDenied'), findings: [] }]);
  });

  it('finds a dashboard that is not there', async () => {
    expect((await run({ dashboards: ['users'] })).codes).toEqual(['dashboard-not-live']);
  });
});
