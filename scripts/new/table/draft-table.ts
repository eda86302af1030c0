import type { DuckDBConnection } from '@duckdb/node-api';
import { contractSql } from '../../../glue/duckdb/build/contract-cast.ts';
import { evaluateTable, type TableSql, translateTable } from '../../../glue/duckdb/build/evaluate-table.ts';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { type Finding, formatFinding } from '../../../lambda/schema/finding.ts';
import { checkAccess } from '../../access/check-access.ts';
import type { AskedTable } from './asked-table.ts';
import { describePlan } from './describe-plan.ts';
import { describeSelect } from './describe-select.ts';
import { draftCase } from './draft-case.ts';
import { draftReferenceRules } from './draft-reference-rules.ts';
import { draftRules, mostWatched } from './draft-rules.ts';
import type { DraftedShape } from './drafted-column.ts';
import { findings } from './findings.ts';
import { joinSources } from './join-sources.ts';
import { judgeDraft, readDraft } from './judge-draft.ts';
import { type Declared, openRows, type Rows, whyUnreadable } from './open-sources.ts';
import { planSelect } from './plan-select.ts';
import type { PlannedSelect } from './planned-select.ts';
import { profileColumns, type RowsProfile } from './profile-columns.ts';
import { proveCase } from './prove-case.ts';
import { readSources } from './read-sources.ts';
import { type ResultColumn, resultColumns } from './result-columns.ts';
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
  const early = asked.from === undefined ? await translated(declared, asked.sql) : undefined;
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

async function readsOf({ catalog }: Declared, asked: AskedTable): Promise<readonly string[] | Refused> {
  if (asked.from !== undefined) return asked.from;
  const read = await sparkSql.readTables(asked.sql.text, { file: asked.sql.file });
  if (read.findings !== undefined) return { findings: read.findings };
  const names = read.reads.map((name) => name.toLowerCase());
  // What is not known is for the translation to say, with its place.
  return [...new Set(names)].filter((name) => catalog.has(name));
}

async function translated(
  { catalog }: Declared,
  sql: { readonly text: string; readonly file: string },
): Promise<
  | {
      readonly duckdb: string;
      readonly given: Parameters<typeof contractSql>[2];
      readonly columns: readonly ResultColumn[];
    }
  | Refused
> {
  const translation = await sparkSql.translate(sql.text, { file: sql.file, tables: catalog });
  if (translation.findings !== undefined) return { findings: translation.findings };
  const typed = resultColumns(translation.columns, { file: sql.file });
  return 'findings' in typed
    ? typed
    : { duckdb: translation.duckdb, given: translation.columns, columns: typed.columns };
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
    const made = await translated(this.#declared, { text: transform, file: `${this.#shown}/transform.sql` });
    if ('findings' in made) throw new Error(made.findings.map(formatFinding).join('\n'));
    const shape = describePlan(this.#name, plan, made.columns);
    const profile = await this.#compute(made, shape);
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
    const made = await translated(this.#declared, sql);
    if ('findings' in made) return made;
    const profile = await this.#compute(made, undefined, sql.file);
    if ('findings' in profile) return profile;
    const shape = await describeSelect(this.#connection, {
      ...{ name: this.#name, sql: sql.text, sources: this.#sources, result: made.columns, profile },
      rows: `temp.${sqlName(this.#name)}`,
    });
    if (shape === undefined) return { findings: [findings.noKey({ file: sql.file })] };
    const transform = sql.text.endsWith('\n') ? sql.text : `${sql.text}\n`;
    const remarks = [
      'table.json: title, descriptions and which columns may be null are drafted from what the SELECT reads and gave today; read them',
      ...(profile.rows === 0
        ? []
        : [`key: ${shape.key.join(', ')}, because no two of today's ${profile.rows} rows are alike in it`]),
    ];
    return await this.#finish(transform, shape, profile, remarks, undefined);
  }

  /** Computes the rows under the table's name, and looks at them. */
  async #compute(
    {
      duckdb,
      given,
      columns,
    }: { duckdb: string; given: Parameters<typeof contractSql>[2]; columns: readonly ResultColumn[] },
    shape: DraftedShape | undefined,
    file = `${this.#shown}/transform.sql`,
  ): Promise<RowsProfile | Refused> {
    const place = { file };
    const open = columns.map((column) => ({ ...column, nullable: true, description: column.name, unit: undefined }));
    const table: Table = {
      ...{ name: this.#name, title: this.#name, description: this.#name, owner: '', reads: [], partitions: [] },
      ...{ columns: open, key: shape?.key ?? columns.slice(0, 1).map(({ name }) => name) },
      ...{ sql: { text: '', place }, quality: { text: '', place } },
    };
    const sql: TableSql = { transform: duckdb, contract: contractSql(table, duckdb, given), columns: given };
    const found = await evaluateTable(this.#connection, table, sql);
    // No key is known yet: of the rows nothing is asked but that they can be computed.
    const wrong = found.filter(({ code }) => code !== 'contract-key');
    if (wrong.length > 0) return { findings: wrong };
    return await profileColumns(
      this.#connection,
      `temp.${sqlName(this.#name)}`,
      columns.map(({ name }) => name),
    );
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
      ...broken.map(({ text }) => `a rule that the schema means but today's rows don't keep is left out: ${text}`),
      ...this.#access(table),
      ...(shape.columns.length > mostWatched
        ? [`rules by today's rows alone are drafted of the first ${mostWatched} columns; add those that matter`]
        : []),
      ...undescribedRemarks(plan),
      ...emptyRemarks(this.#sources),
      ...(first === undefined
        ? ['cases: none, because no few rows make a sound result by themselves; write one by hand']
        : [`cases/${first.name}/expected.csv was computed by this very SQL: read whether it is what you expect`]),
    ];
    return {
      ...{ name: this.#name, rows: profile.rows, columns: shape.columns.map(({ name }) => name), key: shape.key },
      ...{ partitions: shape.partitions, rules: kept.length, toLookAt },
      files: [
        { path: 'transform.sql', text: transform },
        { path: 'table.json', text: contract },
        { path: 'quality.dqdl', text: quality },
        ...(first?.files ?? []).map(({ name, text }) => ({ path: `cases/${first?.name}/${name}`, text })),
      ],
    };
  }

  async #case(table: Table, plan: PlannedSelect | undefined) {
    const sql = await translateTable(table, this.#declared.catalog, sparkSql);
    if ('findings' in sql) throw new Error(sql.findings.map(formatFinding).join('\n'));
    const tools = { connection: this.#connection, table, sql, sources: this.#sources };
    const drafted = await draftCase(tools, plan?.root, plan?.links);
    const wrong = drafted === undefined ? [] : await proveCase(tools, drafted, this.#declared);
    if (wrong.length > 0) throw new Error(wrong.map(formatFinding).join('\n'));
    return drafted;
  }

  #access(table: Table): string[] {
    const { tables, schemas } = this.#declared;
    return checkAccess([...tables, table], schemas, (name) => name === table.name).map(formatFinding);
  }
}

function emptyRemarks(sources: readonly Source[]): string[] {
  return sources
    .filter(({ rows }) => rows === 0)
    .map(
      ({ name }) =>
        `${name} has no clean rows here: RowCount > 0, ranges, few-valued columns, partitions and joins need data; draft again, or add them, once there is some`,
    );
}

function undescribedRemarks(plan: PlannedSelect | undefined): string[] {
  const bare = (plan?.columns ?? []).filter(({ from }) => from !== undefined && from.column.description === undefined);
  if (bare.length === 0) return [];
  const names = bare.slice(0, 8).map(({ name }) => name);
  const more = bare.length > names.length ? ` and ${bare.length - names.length} more` : '';
  return [`table.json: no schema describes ${names.join(', ')}${more}; say what they hold`];
}
