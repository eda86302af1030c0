import type { Finding } from '../../../lambda/schema/finding.ts';
import { findings } from '../findings.ts';
import { parseRules } from '../quality/parse-rules.ts';
import { ruleReads } from '../quality/rule-reads.ts';
import type { SqlEngine } from '../sql-engine.ts';
import type { Table } from '../table.ts';
import { type Contract, parseContract } from './parse-contract.ts';
import type { TableFolder } from './table-folder.ts';

const files = ['table.json', 'transform.sql', 'quality.dqdl'] as const;
const known = [...files, 'cases/', 'README.md'];

/** A folder's table, or why it is none. A table that has findings is not undefined when they are only warnings. */
export interface ParsedTable {
  readonly name: string;
  readonly table: Table | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads a table's folder: its contract, what its SQL and its quality rules read, and its rules' syntax. Whether the SQL is right is
 * for translation and cases to say.
 */
export async function parseTable(folder: TableFolder, sql: SqlEngine): Promise<ParsedTable> {
  const { name, shown, contract, transform, quality } = folder;
  const found: Finding[] = checkEntries(folder);
  const parsed = contract === undefined ? undefined : await parseContract(contract, `${shown}/table.json`);
  found.push(...(parsed?.findings ?? []));
  const read =
    transform === undefined ? undefined : await sql.readTables(transform, { file: `${shown}/transform.sql` });
  found.push(...(read?.findings ?? []));
  const qualityFile = `${shown}/quality.dqdl`;
  const rules = quality === undefined ? undefined : parseRules(quality, qualityFile);
  found.push(...(rules?.findings ?? []));
  if (parsed?.contract === undefined || read?.findings !== undefined || read === undefined || found.some(isError)) {
    return { name, table: undefined, findings: found };
  }
  const written = read.reads.map((name) => name.toLowerCase());
  const ruled = await ruleReads(rules?.rules.map((one) => one.rule) ?? [], name, sql, qualityFile);
  return {
    name,
    table: toTable(folder, parsed.contract, [...new Set([...written, ...ruled])].sort()),
    findings: found,
  };
}

function toTable(folder: TableFolder, contract: Contract, reads: readonly string[]): Table {
  return {
    name: folder.name,
    ...contract,
    sql: { text: folder.transform ?? '', place: { file: `${folder.shown}/transform.sql` } },
    quality: { text: folder.quality ?? '', place: { file: `${folder.shown}/quality.dqdl` } },
    reads,
  };
}

function checkEntries({ name, shown, entries }: TableFolder): Finding[] {
  const found: Finding[] = [];
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) found.push(findings.tableName({ file: shown }, name));
  for (const file of files) {
    if (!entries.includes(file)) found.push(findings.tableFileMissing({ file: `${shown}/${file}` }, file));
  }
  for (const entry of entries) {
    if (!known.includes(entry)) found.push(findings.tableFileUnknown({ file: `${shown}/${entry}` }, entry, known));
  }
  return found;
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
