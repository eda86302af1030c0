import type { DuckDBConnection } from '@duckdb/node-api';
import { translateTable } from '../../../glue/duckdb/build/evaluate-table.ts';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { type Finding, formatFinding } from '../../../lambda/schema/finding.ts';
import { checkAccess } from '../../access/check-access.ts';
import type { AskedTable } from './asked-table.ts';
import { computeResult, translateResult } from './compute-result.ts';
import { describePlan } from './describe-plan.ts';
import { describeSelect } from './describe-select.ts';
import { type DraftedCase, draftCase } from './draft-case.ts';
import { draftReferenceRules } from './draft-reference-rules.ts';
import { draftRules } from './draft-rules.ts';
import type { DraftedShape } from './drafted-column.ts';
import { findings } from './findings.ts';
import { joinSources } from './join-sources.ts';
import { judgeDraft, readDraft } from './judge-draft.ts';
import { type Declared, openRows, type Rows, whyUnreadable } from './open-sources.ts';
import { planSelect } from './plan-select.ts';
import type { PlannedSelect } from './planned-select.ts';
import type { RowsProfile } from './profile-columns.ts';
import { proveCase } from './prove-case.ts';
import { readSources } from './read-sources.ts';
import { caseRemarks, emptyRemarks, nameRemarks, ruleRemarks, undescribedRemarks } from './remarks.ts';
import type { Source } from './source.ts';
import { writeContract } from './write-contract.ts';
import { writeRules } from './write-rules.ts';
import { writeSelect } from './write-select.ts';

/** A drafted table: its files, and what a person should know of them. */
export interface DraftedTable {
  readonly name: string;
  /** Paths below the table's folder. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly rows: number;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly partitions: readonly string[];
  readonly rules: number;
  readonly toLookAt: readonly string[];
}

type Refused = { readonly findings: readonly Finding[] };

/**
 * Drafts a final table from datasets and tables, or from a SELECT. Nothing is written, and the project's lake is not touched.
 * @param say told what is under way
 * @returns findings where the sources can't be read, the SQL is wrong, or no join or key is found
 */
export async function draftTable(
  declared: Declared,
  asked: AskedTable,
  say: (text: string) => void,
): Promise<DraftedTable | Refused> {
  const reads = asked.from ?? (await readsOf(declared, asked));
  if ('findings' in reads) return reads;
  const broken = whyUnreadable(declared, reads);
  if (broken.length > 0) return { findings: broken };
  const early = asked.from === undefined ? await translateResult(declared.catalog, asked.sql) : undefined;
  if (early !== undefined && 'findings' in early) return early;
  const rows = await openRows(declared, reads, say);
  if ('findings' in rows) return rows;
  try {
    say('looking at rows');
    const sources = await readSources(rows.connection, declared, reads);
    const draft = new Draft(declared, rows, sources, asked);
    return asked.from === undefined ? await draft.fromSql(asked.sql) : await draft.fromSources();
  } finally {
    await rows.close();
  }
}

async function readsOf(
  { catalog, datasets, folders }: Declared,
  asked: AskedTable,
): Promise<readonly string[] | Refused> {
  if (asked.from !== undefined) return asked.from;
  const read = await sparkSql.readTables(asked.sql.text, { file: asked.sql.file });
  if (read.findings !== undefined) return { findings: read.findings };
  const names = read.reads.map((name) => name.toLowerCase());
  // What is not known is for the translation to say, with its place.
  const known = new Set([...catalog.keys(), ...datasets.map(({ name }) => name), ...folders]);
  return [...new Set(names)].filter((name) => known.has(name));
}

/** One draft in its course. */
class Draft {
  readonly #declared: Declared;
  readonly #rows: Rows;
  readonly #sources: readonly Source[];
  readonly #name: string;

  constructor(declared: Declared, rows: Rows, sources: readonly Source[], { name }: AskedTable) {
    this.#declared = declared;
    this.#rows = rows;
    this.#sources = sources;
    this.#name = name;
  }

  get #connection(): DuckDBConnection {
    return this.#rows.connection;
  }

  get #shown(): string {
    return `glue/tables/${this.#name}`;
  }

  /** One source as it is, or several joined. */
  async fromSources(): Promise<DraftedTable | Refused> {
    const joined = await joinSources(this.#connection, this.#sources);
    if ('compared' in joined)
      return {
        findings: [
          findings.noJoin(
            { file: this.#shown },
            this.#sources.map(({ name }) => name),
            joined.compared,
          ),
        ],
      };
    const plan = await planSelect(this.#connection, joined);
    const transform = writeSelect(plan);
    const made = await translateResult(this.#declared.catalog, {
      text: transform,
      file: `${this.#shown}/transform.sql`,
    });
    if ('findings' in made) throw new Error(made.findings.map(formatFinding).join('\n'));
    const shape = describePlan(this.#name, plan, made.columns);
    const profile = await computeResult(this.#connection, this.#name, made, shape.key);
    if ('findings' in profile) throw new Error(profile.findings.map(formatFinding).join('\n'));
    if (profile.rows !== joined.root.rows)
      throw new Error(
        `${this.#name}: expected the ${joined.root.rows} rows of ${joined.root.name}, got ${profile.rows}`,
      );
    const remarks = [
      ...(joined.root === this.#sources[0] ? [] : [`a row is a row of ${joined.root.name}, which looks the others up`]),
      ...plan.toLookAt,
    ];
    return await this.#finish(transform, shape, profile, remarks, plan);
  }

  /** A person's own SELECT. */
  async fromSql(sql: { readonly text: string; readonly file: string }): Promise<DraftedTable | Refused> {
    const made = await translateResult(this.#declared.catalog, sql);
    if ('findings' in made) return made;
    const profile = await computeResult(this.#connection, this.#name, made, undefined);
    if ('findings' in profile) return profile;
    const shape = await describeSelect(this.#connection, {
      ...{ name: this.#name, sql: sql.text, sources: this.#sources, result: made.columns, profile },
      rows: `temp.${sqlName(this.#name)}`,
    });
    if (shape === undefined) return { findings: [findings.noKey({ file: sql.file })] };
    const transform = sql.text.endsWith('\n') ? sql.text : `${sql.text}\n`;
    const remarks = [
      'table.json: title, descriptions and which columns may be null are drafted from what the SELECT reads and gave today; read them',
      ...(profile.rows > 0
        ? []
        : ['the SELECT gives no rows today: key and rules are not proven, and what may be null is a guess']),
      ...(profile.rows < 2
        ? []
        : [`key: ${shape.key.join(', ')}, because no two of today's ${profile.rows} rows are alike in it`]),
    ];
    return await this.#finish(transform, shape, profile, remarks, undefined);
  }

  async #finish(
    transform: string,
    shape: DraftedShape,
    profile: RowsProfile,
    remarks: readonly string[],
    plan: PlannedSelect | undefined,
  ): Promise<DraftedTable> {
    const { catalog } = this.#declared;
    const candidates = [...draftRules(shape, profile), ...(plan === undefined ? [] : draftReferenceRules(plan))];
    const drafted = { name: this.#name, shown: this.#shown, transform, shape };
    const { kept, broken } = await judgeDraft(this.#connection, drafted, candidates, catalog);
    const [contract, quality] = [writeContract(shape), writeRules(kept)];
    const table = await readDraft(this.#name, this.#shown, { transform, contract, quality });
    const first = await this.#case(table, plan);
    const toLookAt = [
      ...this.#rows.losses,
      ...remarks,
      ...ruleRemarks(broken, shape),
      ...nameRemarks(plan),
      ...this.#access(table),
      ...undescribedRemarks(plan),
      ...emptyRemarks(this.#sources),
      ...caseRemarks(first),
    ];
    return {
      ...{ name: this.#name, rows: profile.rows, columns: shape.columns.map(({ name }) => name), key: shape.key },
      ...{ partitions: shape.partitions, rules: kept.length, toLookAt },
      files: [
        { path: 'transform.sql', text: transform },
        { path: 'table.json', text: contract },
        { path: 'quality.dqdl', text: quality },
        ...('files' in first ? first.files : []).map(({ name, text }) => ({
          path: `cases/${first.name}/${name}`,
          text,
        })),
      ],
    };
  }

  /** A case that holds by its files; or why there is none. */
  async #case(
    table: Table,
    plan: PlannedSelect | undefined,
  ): Promise<DraftedCase | { readonly name: 'none'; readonly why: string }> {
    const sql = await translateTable(table, this.#declared.catalog, sparkSql);
    if ('findings' in sql) throw new Error(sql.findings.map(formatFinding).join('\n'));
    const tools = { connection: this.#connection, table, sql, sources: this.#sources };
    const drafted = await draftCase(tools, plan?.root, plan?.links);
    if (drafted === undefined) return { name: 'none', why: 'no few rows make a sound result by themselves' };
    const [wrong] = await proveCase(tools, drafted, this.#declared);
    return wrong === undefined ? drafted : { name: 'none', why: formatFinding(wrong) };
  }

  #access(table: Table): string[] {
    const { tables, schemas } = this.#declared;
    return checkAccess([...tables, table], schemas, (name) => name === table.name).map(formatFinding);
  }
}
