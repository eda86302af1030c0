import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensurePythonEnv } from '../../../../scripts/python-env/python-env.ts';
import { type GoldenProbe, writeGolden } from './golden.ts';
import { judgeProbe } from './judge-probe.ts';
import { openProbeEngine } from './open-probe-engine.ts';
import { fixtureTables, readFixture, readProbes } from './probe.ts';
import { startOracle } from './spark-oracle.ts';

// Asks PySpark every probe and writes testdata/golden.ndjson: node glue/duckdb/spark-sql/testing/write-golden.ts
const env = await ensurePythonEnv(fileURLToPath(new URL('../../../../', import.meta.url)));
if (env.reason !== undefined) {
  process.stderr.write(`${env.reason}\n`);
  process.exit(3);
}
const [fixture, probes, oracle] = await Promise.all([readFixture(), readProbes(), startOracle(env)]);
for (const [name, table] of fixture) await oracle.makeView(name, table);
const engine = await openProbeEngine(fixture);
const golden: GoldenProbe[] = [];
const counts: Record<string, number> = {};
for (const probe of probes) {
  const spark = await oracle.ask(probe.sql);
  const { outcome, detail } = await judgeProbe(engine.connection, probe, spark, fixtureTables(fixture));
  golden.push({ ...probe, spark, outcome });
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  if (outcome === 'wrong') process.stdout.write(`${probe.name}: ${probe.sql}\n  ${detail}\n`);
}
await oracle.stop();
engine.close();
await writeGolden(golden);
process.stdout.write(`${probes.length} probes by Spark ${oracle.version}: ${JSON.stringify(counts)}\n`);
