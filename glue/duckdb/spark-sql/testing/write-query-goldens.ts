import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensurePythonEnv } from '../../../../scripts/python-env/python-env.ts';
import { openEngine } from '../../engine.ts';
import { installMacros } from '../install-macros.ts';
import { loadFixture } from './judge-probe.ts';
import { judgeQuery } from './judge-query.ts';
import { columnsOf, readQueries, readQueryTables, writeQueryGolden } from './query-case.ts';
import { startOracle } from './spark-oracle.ts';

// Asks PySpark every query of testdata/queries and writes the goldens beside: node glue/duckdb/spark-sql/testing/write-query-goldens.ts
const env = await ensurePythonEnv(fileURLToPath(new URL('../../../../', import.meta.url)));
if (env.reason !== undefined) {
  process.stderr.write(`${env.reason}\n`);
  process.exit(3);
}
const [tables, queries, oracle, engine] = await Promise.all([
  readQueryTables(),
  readQueries(),
  startOracle(env),
  openEngine(),
]);
for (const [name, table] of tables) await oracle.makeView(name, table);
await installMacros(engine.connection);
await loadFixture(engine.connection, tables);
let failed = 0;
for (const query of queries) {
  const spark = await oracle.ask(query.sql);
  const { ours, detail } = await judgeQuery(engine.connection, query, spark, columnsOf(tables));
  if (ours === 'wrong' || ours === 'stopped') {
    failed += 1;
    process.stdout.write(`${query.name} ${ours}: ${detail}\n`);
  } else {
    const shown = typeof ours === 'string' ? ours : `refused, ${detail}`;
    process.stdout.write(`${query.name} ${shown} (${'rows' in spark ? `${spark.rows.length} rows` : spark.error})\n`);
    await writeQueryGolden(query.name, { ours, spark });
  }
}
await oracle.stop();
engine.close();
process.exitCode = failed === 0 ? 0 : 1;
