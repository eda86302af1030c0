import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../engine.ts';
import { sparkSql } from '../spark-sql/spark-sql.ts';
import { sqlCatalog } from '../tables/catalog.ts';
import { tableOf } from '../testing/lake-fixture.ts';
import { readVerdicts, rowsSql } from '../testing/verdicts.ts';
import { judgeRules } from './judge-rules.ts';
import { parseRules } from './parse-rules.ts';
import { planRule } from './plan-rule.ts';

const verdicts = await readVerdicts();
const tables = Object.entries(verdicts.tables).map(([name, { columns, key }]) => tableOf(name, columns, key));
const catalog = sqlCatalog([], tables, false);
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
  await sparkSql.installMacros(engine.connection);
  for (const [name, given] of Object.entries(verdicts.tables)) {
    await engine.connection.run(`CREATE TABLE ${name} AS ${rowsSql(given)}`);
  }
});

afterAll(() => engine.close());

async function judge(rule: string) {
  const parsed = parseRules(`Rules = [ ${rule} ]`, 'quality.dqdl');
  expect(parsed.findings).toEqual([]);
  const [quality] = parsed.rules;
  const table = tables.find(({ name }) => name === 'sales');
  if (quality === undefined || table === undefined) return { passed: undefined, findings: [] };
  const { plan, findings } = await planRule(quality.rule, { table, catalog, sql: sparkSql });
  expect(findings).toEqual([]);
  if (plan === undefined) return { passed: undefined, findings: [] };
  const judged = await judgeRules(engine.connection, table, [{ severity: quality.severity, plan }]);
  return { passed: judged.results[0]?.passed, findings: judged.findings };
}

test.each(verdicts.hold)('%s holds', async (rule) => {
  expect(await judge(rule)).toEqual({ passed: true, findings: [] });
});

test.each(verdicts.fail)('$rule fails: $got', async ({ rule, got }) => {
  const { passed, findings } = await judge(rule);
  expect(passed).toBe(false);
  expect(findings).toMatchObject([{ code: 'quality-failed', subject: rule, got }]);
});

describe('on no rows, a rule about rows holds and a measure has nothing to go by', () => {
  test.each(verdicts.onNoRows.hold)('%s', async (rule) => expect((await judge(rule)).passed).toBe(true));
  test.each(verdicts.onNoRows.fail)('%s', async (rule) => expect((await judge(rule)).passed).toBe(false));
});
