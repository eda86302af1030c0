import type { SqlEngine } from '../sql-engine.ts';
import { nameOwnTable } from './own-name.ts';
import { parseReference } from './reference.ts';
import { type Rule, type SimpleRule, simpleRules } from './rule.ts';

/** The datasets and tables that rules refer to, besides the table itself: they have to be there before it is judged. */
export async function ruleReads(
  rules: readonly Rule[],
  table: string,
  sql: SqlEngine,
  file: string,
): Promise<string[]> {
  const lists = await Promise.all(rules.flatMap(simpleRules).map((rule) => readsOf(rule, table, sql, file)));
  return [...new Set(lists.flat().map((name) => name.toLowerCase()))].filter((name) => name !== table).sort();
}

async function readsOf(rule: SimpleRule, table: string, sql: SqlEngine, file: string): Promise<readonly string[]> {
  const statements = [
    ...(rule.name === 'CustomSql' ? rule.parameters.slice(0, 1).map((parameter) => parameter.text) : []),
    ...(rule.where === undefined ? [] : [`SELECT * FROM ${table} WHERE (${rule.where.text})`]),
  ];
  const read = await Promise.all(statements.map((text) => sql.readTables(nameOwnTable(text, table), { file })));
  const reference = rule.name === 'ReferentialIntegrity' ? parseReference(rule.parameters[1]?.text ?? '') : undefined;
  return [
    ...read.flatMap((one) => (one.findings === undefined ? one.reads : [])),
    ...(reference === undefined ? [] : [reference.name]),
  ];
}
