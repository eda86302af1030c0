import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../engine.ts';
import { type GoldenProbe, readGolden } from './testing/golden.ts';
import { judgeProbe } from './testing/judge-probe.ts';
import { openProbeEngine } from './testing/open-probe-engine.ts';
import { fixtureTables, readFixture, readProbes } from './testing/probe.ts';

const [fixture, golden] = await Promise.all([readFixture(), readGolden()]);
const tables = fixtureTables(fixture);
let engine: Engine;
beforeAll(async () => {
  engine = await openProbeEngine(fixture);
});
afterAll(() => engine.close());

test('golden.ndjson answers today’s probes; else run testing/write-golden.ts', async () => {
  expect(golden.map(({ name, sql }) => ({ name, sql }))).toEqual(await readProbes());
});

const byFile = Map.groupBy(golden, ({ name }) => name.replace(/#.*/, ''));

test.each([...byFile])('%s: DuckDB answers as Spark did, or the SQL is refused', async (_, probes: GoldenProbe[]) => {
  const found: string[] = [];
  for (const probe of probes) {
    const { outcome, detail } = await judgeProbe(engine.connection, probe, probe.spark, tables);
    if (outcome !== probe.outcome || outcome === 'wrong')
      found.push(`${probe.name} ${outcome}, was ${probe.outcome}: ${probe.sql}\n${detail}`);
  }
  expect(found).toEqual([]);
});

test('most of what Spark answers is answered', () => {
  const answered = golden.filter(({ spark }) => spark.error === undefined);
  const right = answered.filter(({ outcome }) => outcome === 'right');
  expect(golden.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
  expect(right.length).toBeGreaterThan(1000);
  expect(right.length / answered.length).toBeGreaterThan(0.85);
});
