import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ensurePythonEnv } from '../../../scripts/python-env/python-env.ts';
import { readQueryCases, readQueryTables } from './testing/query-case.ts';
import { type SparkOracle, startOracle } from './testing/spark-oracle.ts';

const env = await ensurePythonEnv(fileURLToPath(new URL('../../../', import.meta.url)));
let oracle: SparkOracle | undefined;
afterAll(async () => await oracle?.stop());

test.skipIf(env.reason !== undefined && process.env['CI'] === undefined)(
  'Spark still answers the queries as their goldens say',
  async () => {
    if (env.reason !== undefined) expect.fail(env.reason);
    oracle = await startOracle(env);
    for (const [name, table] of await readQueryTables()) await oracle.makeView(name, table);
    const [is, was] = [new Map<string, unknown>(), new Map<string, unknown>()];
    const cases = await readQueryCases();
    const answers = await oracle.askAll(cases.map(({ sql }) => sql));
    for (const [index, { name, golden }] of cases.entries()) {
      const answer = answers[index];
      is.set(name, answer?.error === undefined ? answer : { error: answer.error });
      was.set(name, golden.spark);
    }
    expect(is).toEqual(was);
  },
);
