import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ensurePythonEnv } from '../../../scripts/python-env/python-env.ts';
import { askGolden } from './testing/ask-golden.ts';
import { readGolden } from './testing/golden.ts';
import { readFixture } from './testing/probe.ts';
import { type SparkAnswer, type SparkOracle, startOracle } from './testing/spark-oracle.ts';

const env = await ensurePythonEnv(fileURLToPath(new URL('../../../', import.meta.url)));
let oracle: SparkOracle | undefined;
afterAll(async () => await oracle?.stop());

test('PySpark 3.5.6 can be set up', ({ skip }) => {
  if (env.reason !== undefined && process.env['CI'] === undefined) skip(env.reason);
  expect(env.reason).toBeUndefined();
});

test.skipIf(env.reason !== undefined)(
  'Spark still says what golden.ndjson holds',
  async () => {
    if (env.reason !== undefined) return;
    oracle = await startOracle(env);
    expect(oracle.version).toBe('3.5.6');
    for (const [name, table] of await readFixture()) await oracle.makeView(name, table);
    const golden = await readGolden();
    const answers = await askGolden(oracle, golden, isSame);
    const changed = golden
      .map((probe) => ({ ...probe, is: answers.get(probe) }))
      .filter(({ spark, is }) => is === undefined || !isSame(is, spark));
    expect(changed).toEqual([]);
  },
  1_200_000,
);

const isSame = (answer: SparkAnswer, before: SparkAnswer): boolean =>
  JSON.stringify(sortedRows(answer)) === JSON.stringify(sortedRows(before));

/** Rows of a query without ORDER BY come in any order; messages name objects of one run. */
function sortedRows(answer: object): unknown {
  if (!('rows' in answer) || !Array.isArray(answer.rows)) return 'error' in answer ? answer.error : answer;
  return { ...answer, rows: answer.rows.map((row) => JSON.stringify(row)).sort() };
}
