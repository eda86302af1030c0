import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../store/testing/memory-store.ts';
import { createRunStep } from './create-run-step.ts';
import type { DataSet, DataSets } from './find-refreshes.ts';
import { type RunRecord, recordKey, type TableResult } from './run-record.ts';
import { memoryLedger } from './testing/memory-ledger.ts';

const database = 'sluice_final';
const table = (name: string, outcome: TableResult['outcome'], findings: string[] = []): TableResult => ({
  ...{ table: name, outcome, rows: 10, findings },
});

async function machine(tables: readonly TableResult[], dataSets?: DataSets) {
  const [final, ledger] = [new MemoryStore(), memoryLedger()];
  const record: RunRecord = { format: 1, run: 'run-1', tables };
  await final.write(recordKey('run-1'), Buffer.from(JSON.stringify(record)));
  const quickSight = dataSets === undefined ? undefined : { dataSets, database };
  return { final, ledger, step: createRunStep({ final, ledger, quickSight, now: () => 1_000, runTimeout: 60_000 }) };
}

/** QuickSight with these data sets, all in SPICE. */
const quickSight = (
  all: Readonly<Record<string, { reads: DataSet['reads']; last?: 'completed' | 'failed'; requested?: string }>>,
): DataSets => ({
  listSpice: async () => Object.keys(all),
  describe: async (id) => (all[id] === undefined ? undefined : { id, reads: all[id].reads }),
  lastRefresh: async (id) => all[id]?.last,
  requestedRefresh: async (id) => all[id]?.requested,
});
const reads = (...names: string[]) => names.map((name) => ({ database, table: name }));

describe('begin and finish', () => {
  it('go by the lease', async () => {
    const { ledger, step } = await machine([]);
    expect(await step({ step: 'begin', run: 'run-1' })).toEqual({ proceed: false });
    await ledger.request();
    await ledger.take('run-1', { now: 0, until: 500, notBefore: 0 });
    await ledger.request();
    expect(await step({ step: 'begin', run: 'run-1' })).toEqual({ proceed: true });
    expect((await ledger.read()).lease).toEqual({ run: 'run-1', until: 61_000, seen: 2 });
    await ledger.request();
    expect(await step({ step: 'finish', run: 'run-1' })).toEqual({ finished: true });
    expect(await ledger.read()).toMatchObject({ requested: 3, done: 2 });
    expect(await step({ step: 'finish', run: 'run-1' })).toEqual({ finished: false });
  });
});

describe('judge', () => {
  it('names what changed, in order, and says so', async () => {
    const { step } = await machine([table('b', 'published'), table('c', 'unchanged'), table('a', 'published')]);
    expect(await step({ step: 'judge', run: 'run-1' })).toEqual({
      outcome: 'published',
      changed: ['a', 'b'],
      notice: 'Run run-1\na: published, 10 rows\nb: published, 10 rows\n1 unchanged',
    });
  });

  it('is unchanged when nothing changed', async () => {
    const { step } = await machine([table('a', 'unchanged')]);
    expect(await step({ step: 'judge', run: 'run-1' })).toMatchObject({ outcome: 'unchanged', changed: [] });
  });

  it.each(['refused', 'failed', 'stale'] as const)(
    'one table %s refuses the run; the others are still changed',
    async (bad) => {
      const findings = ['one', 'two', 'three', 'four'];
      const { step } = await machine([table('a', bad, findings), table('b', 'published')]);
      const verdict = await step({ step: 'judge', run: 'run-1' });
      expect(verdict).toMatchObject({ outcome: 'refused', changed: ['b'] });
      expect(verdict).toHaveProperty(
        'notice',
        expect.stringContaining('its last good rows stand\n  one\n  two\n  three\n  and 1 more'),
      );
    },
  );
});

describe('data-sets', () => {
  const all = {
    sales: { reads: reads('sales_daily', 'regions') },
    other: { reads: reads('movies') },
    elsewhere: { reads: [{ database: 'theirs', table: 'sales_daily' }] },
    broken: { reads: reads('movies'), last: 'failed' as const },
    'not-ours-broken': { reads: [{ database: 'theirs', table: 'x' }], last: 'failed' as const },
  };

  it('finds those that read a changed table of ours, and ours whose last refresh failed', async () => {
    const { step } = await machine([], quickSight(all));
    const refresh = (dataSetId: string) => ({ dataSetId, ingestionId: 'run-1' });
    expect(await step({ step: 'data-sets', run: 'run-1', changed: ['sales_daily'] })).toEqual({
      refreshes: [refresh('broken'), refresh('sales')],
    });
    expect(await step({ step: 'data-sets', run: 'run-1', changed: [] })).toEqual({ refreshes: [refresh('broken')] });
  });

  it('finds one that was changed itself, once, under the id that was asked for', async () => {
    const changed = { reads: reads('sales_daily'), requested: 'content-1' };
    const { step } = await machine([], quickSight({ changed, theirs: { ...all.elsewhere, requested: 'content-2' } }));
    const rules = await machine(
      [],
      quickSight({ rules: { reads: [], requested: 'content-3' }, upload: { reads: [] } }),
    );
    expect(await rules.step({ step: 'data-sets', run: 'run-1', changed: ['sales_daily'] })).toEqual({
      refreshes: [{ dataSetId: 'rules', ingestionId: 'content-3' }],
    });
    for (const tables of [[], ['sales_daily']])
      expect(await step({ step: 'data-sets', run: 'run-1', changed: tables })).toEqual({
        refreshes: [{ dataSetId: 'changed', ingestionId: 'content-1' }],
      });
  });

  it('finds none where there is no QuickSight', async () => {
    const { step } = await machine([]);
    expect(await step({ step: 'data-sets', run: 'run-1', changed: ['sales_daily'] })).toEqual({ refreshes: [] });
  });
});
