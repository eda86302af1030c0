import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../engine.ts';
import { sparkSql } from '../spark-sql/spark-sql.ts';
import { sqlCatalog } from '../tables/catalog.ts';
import { datasetSchema, tableOf } from '../testing/lake-fixture.ts';
import { judgeRules } from './judge-rules.ts';
import { parseRules } from './parse-rules.ts';
import { planRule } from './plan-rule.ts';

const columns = {
  id: 'bigint',
  code: 'string?',
  n: 'bigint?',
  price: 'decimal(6,2)',
  ok: 'boolean?',
  day: 'date?',
  seen: 'timestamp',
};
const table = tableOf('sales', columns, ['id']);
const regions = datasetSchema('regions', { code: 'string', n: 'bigint' });
const catalog = sqlCatalog([regions], [table], false);
const tables: Record<string, string> = {
  sales: `(1::BIGINT, 'us', 1::BIGINT, 1.50::DECIMAL(6,2), true, DATE '2026-01-01', TIMESTAMP '2026-01-01 10:00:00'),
    (2, 'eu', 2, 2.50, false, DATE '2026-01-02', TIMESTAMP '2026-01-01 23:00:00'),
    (3, 'eu', 3, 3.50, true, DATE '2026-01-03', TIMESTAMP '2026-01-02 00:00:00'),
    (4, NULL, NULL, 4.50, NULL, NULL, TIMESTAMP '2026-01-03 00:00:00')`,
};
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
  await sparkSql.installMacros(engine.connection);
  const names = Object.keys(columns).join(', ');
  await engine.connection.run(`CREATE TABLE sales AS SELECT * FROM (VALUES ${tables['sales']}) AS t (${names})`);
  await engine.connection.run(
    "CREATE TABLE regions AS SELECT * FROM (VALUES ('us', 1::BIGINT), ('eu', 2)) AS t (code, n)",
  );
});

afterAll(() => engine.close());

async function judge(rule: string) {
  const parsed = parseRules(`Rules = [ ${rule} ]`, 'quality.dqdl');
  expect(parsed.findings).toEqual([]);
  const [quality] = parsed.rules;
  if (quality === undefined) return { passed: undefined, findings: [] };
  const { plan, findings } = await planRule(quality.rule, { table, catalog, sql: sparkSql });
  expect(findings).toEqual([]);
  if (plan === undefined) return { passed: undefined, findings: [] };
  const judged = await judgeRules(engine.connection, table, [{ severity: quality.severity, plan }]);
  return { passed: judged.results[0]?.passed, findings: judged.findings };
}

describe('rules that hold', () => {
  test.each([
    'IsComplete "id"',
    'IsComplete "code" where "id < 4"',
    'IsUnique "id"',
    'IsUnique "n"',
    'IsPrimaryKey "id"',
    'IsPrimaryKey "id" "code" where "id < 4"',
    'ColumnValues "id" in [1, 2, 3, 4]',
    'ColumnValues "id" between 0 and 5',
    'ColumnValues "id" not between 4 and 9',
    'ColumnValues "id" not in [5, 6]',
    'ColumnValues "price" >= 1.50',
    'ColumnValues "code" in ["us", "eu", NULL]',
    'ColumnValues "code" in ["us", "eu"] with threshold >= 0.75',
    'ColumnValues "code" != "de"',
    'ColumnValues "code" not in ["de", EMPTY, WHITESPACES_ONLY]',
    'ColumnValues "code" matches "[a-z]{2}" with threshold > 0.7',
    'ColumnValues "code" not matches "x.*" where "code is not null"',
    'ColumnValues "ok" in ["true", "false", NULL]',
    'ColumnValues "day" > "2025-12-31" where "day is not null"',
    'ColumnValues "seen" in ["2026-01-01", "2026-01-02", "2026-01-03"]',
    'ColumnValues "seen" <= "2026-01-03"',
    'ColumnLength "code" <= 2',
    'ColumnLength "code" in [0, 2]',
    'Completeness "code" = 0.75',
    'Completeness "code" between 0.7 and 0.8',
    'Uniqueness "code" between 0.33 and 0.34',
    'UniqueValueRatio "code" = 0.5',
    'DistinctValuesCount "code" = 2',
    'Mean "n" = 2',
    'Sum "n" = 6',
    'Sum "price" between 11.99 and 12.01',
    'StandardDeviation "n" between 0.81 and 0.82',
    'RowCount = 4',
    'RowCount != 5',
    'RowCount in [3, 4]',
    'ColumnCount = 7',
    'ColumnExists "seen"',
    'ReferentialIntegrity "code" "regions.{code}" where "id < 4"',
    'ReferentialIntegrity "code" "regions.code" >= 0.75',
    'ReferentialIntegrity "code,n" "regions.{code,n}" between 0.4 and 0.6',
    'CustomSql "select count(*) from primary where price > 2" = 3',
    'CustomSql "select count(*) from primary join regions on primary.code = regions.code" = 3',
    '(IsComplete "code") or (RowCount > 3)',
    '((IsComplete "code") and (RowCount > 3)) or (IsUnique "id")',
    '(RowCount > 3)',
  ])('%s', async (rule) => {
    expect(await judge(rule)).toEqual({ passed: true, findings: [] });
  });
});

describe('rules that do not', () => {
  test.each([
    ['IsComplete "code"', '1 of 4 rows otherwise, at id=4'],
    ['IsUnique "code"', '1 values more than once, at code=eu (2 rows)'],
    ['IsPrimaryKey "n"', '0 values more than once and 1 rows without'],
    ['ColumnValues "id" between 1 and 4', '2 of 4 rows otherwise, at id=1; id=4'],
    ['ColumnValues "n" > 0', '1 of 4 rows otherwise, at id=4'],
    ['ColumnValues "n" not between 8 and 9', '1 of 4 rows otherwise, at id=4'],
    ['ColumnValues "code" != NULL', '1 of 4 rows otherwise, at id=4'],
    ['ColumnValues "code" not in ["de", NULL]', '1 of 4 rows otherwise, at id=4'],
    ['ColumnValues "code" not matches "x.*"', '1 of 4 rows otherwise, at id=4'],
    ['ColumnValues "code" matches "e"', '4 of 4 rows otherwise, at id=1; id=2; id=3'],
    ['ColumnValues "code" in ["us"] with threshold > 0.25', '3 of 4 rows otherwise, at id=2; id=3; id=4'],
    ['ColumnLength "code" > 0', '1 of 4 rows otherwise, at id=4'],
    ['Completeness "code" > 0.75', '0.75'],
    ['DistinctValuesCount "code" > 2', '2'],
    ['Mean "n" > 100 where "id = 4"', 'nothing to measure'],
    ['RowCount > 4', '4'],
    ['ColumnCount > 7', '7'],
    ['ColumnExists "sean"', 'none'],
    ['ReferentialIntegrity "code" "regions.{code}" = 1.0', '1 of 4 rows without, at id=4'],
    ['CustomSql "select max(n) from primary where id = 4" = 0', 'nothing to measure'],
    ['(RowCount > 3) and (IsComplete "code")', 'IsComplete gave 1 of 4 rows otherwise, at id=4'],
    ['(RowCount > 4) or (IsComplete "code")', 'RowCount gave 4, IsComplete gave 1 of 4 rows otherwise, at id=4'],
  ])('%s', async (rule, got) => {
    const { passed, findings } = await judge(rule);
    expect(passed).toBe(false);
    expect(findings).toMatchObject([{ code: 'quality-failed', subject: rule, got }]);
  });
});

test('on no rows, a rule about rows holds and a measure has nothing to go by', async () => {
  const none = 'where "id > 100"';
  expect((await judge(`IsComplete "code" ${none}`)).passed).toBe(true);
  expect((await judge(`ColumnValues "n" > 5 ${none} with threshold > 0.9`)).passed).toBe(true);
  expect((await judge(`IsPrimaryKey "id" ${none}`)).passed).toBe(true);
  expect((await judge(`RowCount = 0 ${none}`)).passed).toBe(true);
  expect((await judge(`Completeness "code" >= 0 ${none}`)).passed).toBe(false);
  expect((await judge(`Mean "n" >= 0 ${none}`)).passed).toBe(false);
});
