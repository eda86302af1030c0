import type { DuckDBConnection } from '@duckdb/node-api';
import { planRules } from '../../../glue/duckdb/build/build-table.ts';
import { evaluateTable, translateTable } from '../../../glue/duckdb/build/evaluate-table.ts';
import { judgeRules } from '../../../glue/duckdb/quality/judge-rules.ts';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import type { SqlTables } from '../../../glue/duckdb/spark-sql/translation.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { tableColumns } from '../../../glue/duckdb/tables/catalog.ts';
import { parseTable } from '../../../glue/duckdb/tables/parse-table.ts';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import type { DraftedRule } from './draft-rules.ts';
import type { DraftedShape } from './drafted-column.ts';
import { writeContract } from './write-contract.ts';
import { writeRules } from './write-rules.ts';

/** The three files of a table's folder. */
export interface DraftedTexts {
  readonly transform: string;
  readonly contract: string;
  readonly quality: string;
}

/**
 * Reads a table's texts as validate will. @throws Error where they have findings: a draft that validate refuses is a bug of ours
 * @param shown `glue/tables/<name>`
 */
export async function readDraft(name: string, shown: string, texts: DraftedTexts): Promise<Table> {
  const entries = ['cases/', 'quality.dqdl', 'table.json', 'transform.sql'];
  const { table, findings } = await parseTable({ name, path: shown, shown, entries, ...texts }, sparkSql);
  if (table === undefined || findings.length > 0)
    throw new Error(`the draft of ${name} is wrong: ${findings.map(formatFinding).join('\n')}`);
  return table;
}

/** Rules that today's rows keep, and those that they don't. */
export interface JudgedRules {
  readonly kept: readonly DraftedRule[];
  readonly broken: readonly DraftedRule[];
}

/**
 * Computes the drafted table, under its name, and holds its rows against each rule.
 * @throws Error where the contract itself does not hold: a bug of ours
 */
export async function judgeDraft(
  connection: DuckDBConnection,
  drafted: { readonly name: string; readonly shown: string; readonly transform: string; readonly shape: DraftedShape },
  rules: readonly DraftedRule[],
  catalog: SqlTables,
): Promise<JudgedRules> {
  const { name, shown, transform, shape } = drafted;
  const table = await readDraft(name, shown, { transform, contract: writeContract(shape), quality: writeRules(rules) });
  const translated = await translateTable(table, catalog, sparkSql);
  if ('findings' in translated) throw new Error(translated.findings.map(formatFinding).join('\n'));
  const wrong = await evaluateTable(connection, table, translated);
  if (wrong.length > 0) throw new Error(wrong.map(formatFinding).join('\n'));
  const withOwn = new Map([...catalog, [name, tableColumns(table)] as const]);
  const planned = await planRules(table, withOwn, sparkSql);
  if (planned.findings.length > 0) throw new Error(planned.findings.map(formatFinding).join('\n'));
  const { results } = await judgeRules(connection, table, planned.planned);
  const hold = (_: DraftedRule, index: number) => results[index]?.passed === true;
  return { kept: rules.filter(hold), broken: rules.filter((rule, index) => !hold(rule, index)) };
}
