import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../engine.ts';
import { findings, type TableFinding } from '../findings.ts';
import type { Table } from '../table.ts';
import { placeOf } from './check-rule.ts';
import type { RulePlan } from './plan-rule.ts';

/** A rule and what to do when it fails. */
export interface PlannedRule {
  readonly severity: 'error' | 'warn';
  readonly plan: RulePlan;
}

/** What came of one rule: part of the table's manifest. */
export interface RuleResult {
  readonly rule: string;
  readonly line: number;
  readonly severity: 'error' | 'warn';
  readonly passed: boolean;
  readonly measured: string;
}

interface Verdict {
  /** Of the rule, or of the rules that it joins. */
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly got: string;
  readonly samples: readonly string[];
}

/**
 * Judges the built rows, which the connection holds under the table's name, together with whatever the rules refer to.
 * @throws DuckDB's error when a rule's SQL fails
 */
export async function judgeRules(
  connection: DuckDBConnection,
  table: Table,
  rules: readonly PlannedRule[],
): Promise<{ readonly results: readonly RuleResult[]; readonly findings: readonly TableFinding[] }> {
  const results: RuleResult[] = [];
  const found: TableFinding[] = [];
  for (const { severity, plan } of rules) {
    const verdict = await judge(connection, plan);
    const { text, at } = plan.rule;
    results.push({ rule: text, line: at.line, severity, passed: verdict.passed, measured: verdict.got });
    if (!verdict.passed) found.push(findings.qualityFailed(placeOf(table)(at), severity, text, verdict));
  }
  return { results, findings: found };
}

async function judge(connection: DuckDBConnection, plan: RulePlan): Promise<Verdict> {
  if (plan.kind === 'rule') return judgeOne(connection, plan);
  const verdicts: Verdict[] = [];
  for (const one of plan.plans) verdicts.push(await judge(connection, one));
  const passed = plan.kind === 'and' ? verdicts.every((one) => one.passed) : verdicts.some((one) => one.passed);
  const failed = verdicts.filter((one) => one.passed === passed);
  return {
    name: verdicts.map((one) => one.name).join(` ${plan.kind} `),
    passed,
    expected: verdicts.map((one) => one.expected).join(` ${plan.kind} `),
    got: failed.map((one) => `${one.name} gave ${one.got}`).join(', '),
    samples: failed.flatMap((one) => one.samples).slice(0, 3),
  };
}

async function judgeOne(
  connection: DuckDBConnection,
  { rule, judgement }: Extract<RulePlan, { kind: 'rule' }>,
): Promise<Verdict> {
  const { expected, sql, samples } = judgement;
  const [row] = await readText(connection, sql);
  const passed = row?.[0] === 'true';
  const rows = passed || samples === undefined ? [] : await readText(connection, samples);
  return {
    name: rule.name,
    passed,
    expected,
    got: row?.[1] ?? 'nothing',
    samples: rows.map(([text]) => text ?? 'null'),
  };
}
