import { type Finding, quote } from '../../../lambda/schema/finding.ts';
import { findings, type TableFinding } from '../findings.ts';
import type { Translation } from '../spark-sql/translation.ts';
import type { SqlEngine } from '../sql-engine.ts';
import { sqlName } from '../sql-text.ts';
import { checkRule, placeOf, type RuleContext } from './check-rule.ts';
import { nameOwnTable } from './own-name.ts';
import type { Parameter, Rule, SimpleRule } from './rule.ts';
import { type Judgement, judgementOf } from './rule-sql.ts';

/** A rule as SQL over the built rows. */
export type RulePlan =
  | { readonly kind: 'rule'; readonly rule: SimpleRule; readonly judgement: Judgement }
  | { readonly kind: 'and' | 'or'; readonly rule: Rule; readonly plans: readonly RulePlan[] };

export interface PlanContext extends RuleContext {
  readonly sql: SqlEngine;
}

/** Turns a rule into SQL, or says why it can't be. */
export async function planRule(
  rule: Rule,
  context: PlanContext,
): Promise<{ readonly plan: RulePlan | undefined; readonly findings: readonly TableFinding[] }> {
  if (rule.kind === 'rule') return planSimpleRule(rule, context);
  const planned = await Promise.all(rule.rules.map((one) => planRule(one, context)));
  const plans = planned.flatMap(({ plan }) => (plan === undefined ? [] : [plan]));
  const found = planned.flatMap((one) => one.findings);
  return { plan: found.length === 0 ? { kind: rule.kind, rule, plans } : undefined, findings: found };
}

async function planSimpleRule(rule: SimpleRule, context: PlanContext) {
  const found = checkRule(rule, context);
  if (found.length > 0) return { plan: undefined, findings: found };
  const { table } = context;
  const rows =
    rule.where === undefined
      ? { sql: `SELECT * FROM ${sqlName(table.name)}` }
      : await translatePart(rule.where, `SELECT * FROM ${table.name} WHERE (${rule.where.text})`, context);
  if ('finding' in rows) return { plan: undefined, findings: [rows.finding] };
  const statement = rule.name === 'CustomSql' ? rule.parameters[0] : undefined;
  const custom = statement === undefined ? { sql: '' } : await translateCustom(statement, context);
  if ('finding' in custom) return { plan: undefined, findings: [custom.finding] };
  const judgement = judgementOf(rule, table, `(${rows.sql})`, custom.sql);
  return { plan: { kind: 'rule' as const, rule, judgement }, findings: [] };
}

type Part = { readonly sql: string } | { readonly finding: TableFinding };

async function translatePart(part: Parameter, sql: string, context: PlanContext): Promise<Part> {
  const translation = await translate(sql, context);
  return translation.findings === undefined
    ? { sql: translation.duckdb }
    : { finding: refusal(part, translation.findings, context) };
}

async function translateCustom(part: Parameter, context: PlanContext): Promise<Part> {
  const translation = await translate(part.text, context);
  if (translation.findings !== undefined) return { finding: refusal(part, translation.findings, context) };
  const [column] = translation.columns;
  if (
    translation.columns.length === 1 &&
    column !== undefined &&
    /^(tinyint|smallint|int|bigint|float|double|decimal)/.test(column.type)
  ) {
    return { sql: translation.duckdb };
  }
  const got = translation.columns.map((one) => `${one.name} ${one.type}`).join(', ');
  const fix = 'select one count, sum or other number';
  return { finding: findings.qualitySql(placeOf(context.table)(part.at), 'a SELECT of one number', got, fix) };
}

function translate(sql: string, { table, catalog, sql: engine }: PlanContext): Promise<Translation> {
  return engine.translate(nameOwnTable(sql, table.name), { file: table.quality.place.file, tables: catalog });
}

/** The place of SQL inside a DQDL text is that of the text. */
function refusal(part: Parameter, refused: readonly Finding[], { table }: PlanContext): TableFinding {
  const [first] = refused;
  const place = placeOf(table)(part.at);
  if (first === undefined)
    return findings.qualitySql(place, 'SQL that Spark and DuckDB answer alike', quote(part.text), 'mend the SQL');
  return findings.qualitySql(place, first.expected, first.got ?? quote(part.text), first.fix ?? 'mend the SQL');
}
