import { beforeAll, describe, expect, test } from 'vitest';
import { readVerdicts, rowsSql } from '../../duckdb/testing/verdicts.ts';
import type { JobHost, SparkVerdict } from './job-host.ts';

const verdicts = await readVerdicts();
const { hold, fail, onNoRows } = verdicts;
const rules = [...hold, ...fail.map(({ rule }) => rule), ...onNoRows.hold, ...onNoRows.fail];

/** Rules whose measure is a number that the engines write in their own way (2 and 2.0). */
const passesBy = (rule: string, judged: ReadonlyMap<string, SparkVerdict>) => judged.get(rule)?.passed;

/** The rules of glue/duckdb's own test, judged by Spark: the same verdicts, and the same words. */
export function describeRules(host: () => JobHost): void {
  describe('rules of quality.dqdl', () => {
    let judged: ReadonlyMap<string, SparkVerdict>;
    beforeAll(async () => {
      const views = Object.fromEntries(Object.entries(verdicts.tables).map(([name, given]) => [name, rowsSql(given)]));
      const { columns, key } = verdicts.tables['sales'] ?? { columns: {}, key: [] };
      const contract = Object.entries(columns).map(([name, type]) => ({
        name,
        type: type.replace('?', ''),
        nullable: type.endsWith('?'),
      }));
      const answers = await host().judge({ judge: rules, table: { name: 'sales', columns: contract, key }, views });
      judged = new Map(rules.map((rule, index) => [rule, answers[index] ?? { passed: null, findings: [] }]));
    });

    test('what holds in DuckDB holds in Spark', () => {
      expect(
        hold.filter((rule) => judged.get(rule)?.passed !== true || judged.get(rule)?.findings.length !== 0),
      ).toEqual([]);
    });

    test.each(fail)('$rule fails: $got', ({ rule, got }) => {
      expect(passesBy(rule, judged)).toBe(false);
      expect(judged.get(rule)?.findings).toMatchObject([
        { code: 'quality-failed', severity: 'error', subject: rule, got },
      ]);
    });

    test('on no rows, a rule about rows holds and a measure has nothing to go by', () => {
      expect(onNoRows.hold.map((rule) => passesBy(rule, judged))).toEqual(onNoRows.hold.map(() => true));
      expect(onNoRows.fail.map((rule) => passesBy(rule, judged))).toEqual(onNoRows.fail.map(() => false));
    });
  });
}
