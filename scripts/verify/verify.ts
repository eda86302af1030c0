import type { Table } from '../../glue/duckdb/table.ts';
import type { Environment } from '../../infra/environments/environment.ts';
import { type Names, namesOf } from '../../infra/names/names.ts';
import type { RunRecord } from '../../lambda/pipeline/run-record.ts';
import type { MayRead } from '../access/may-read.ts';
import { type Aws, type AwsConfig, connectAws } from '../aws/connect-aws.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { takeRole } from '../aws/take-role.ts';
import { fewAtOnce } from '../lake/few-at-once.ts';
import { askTable } from './ask-table.ts';
import { chooseAudience } from './choose-audience.ts';
import type { VerifyFinding } from './findings.ts';
import { judgeRecord, judgeRows } from './judge-table.ts';
import { type LastRun, readLastRun } from './read-last-run.ts';
import { type DashboardReport, verifyDashboard } from './verify-dashboard.ts';

export interface VerifyOptions {
  readonly environment: Environment;
  readonly tables: readonly Table[];
  /** By table. */
  readonly may: ReadonlyMap<string, MayRead>;
  /** Folders of dashboards/. */
  readonly dashboards: readonly string[];
  /** How to reach AWS as whoever runs it. */
  readonly aws: Omit<AwsConfig, 'region'>;
  /** Seconds that a run, or one query, may take. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** What became of one table. */
export interface TableReport {
  readonly table: string;
  /** As whom it was asked; undefined: no audience may read it, so nobody was. */
  readonly audience: string | undefined;
  /** Rows that the audience sees, and whether it may see all. */
  readonly rows: number | undefined;
  readonly allRows: boolean;
  /** Of the last run. */
  readonly recorded: number | undefined;
  /** Columns that the audience may read, of all. */
  readonly columns: readonly [seen: number, all: number];
  readonly findings: readonly VerifyFinding[];
  /** Why it could not be asked. */
  readonly refused?: string;
}

export interface VerifyReport {
  readonly environment: string;
  /** The run whose record rows are compared with. */
  readonly run: string | undefined;
  readonly tables: readonly TableReport[];
  readonly dashboards: readonly DashboardReport[];
  /** Of no table. */
  readonly findings: readonly VerifyFinding[];
}

/** Times that tables are asked anew when a run came in between. */
const mostRounds = 3;

/**
 * Asks for every final table as an audience, and for every dashboard: is what the last deploy made what people get? Of rows only counts are seen.
 * @throws what the SDK throws for the record of the last run; CommandError `run-unfinished`
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { environment, dashboards, say } = options;
  const asker = new Asker(options);
  try {
    let last = await asker.lastRun();
    let tables = await asker.askTables(last.record);
    for (let round = 1; round < mostRounds && tables.some(hasOtherRows); round++) {
      const next = await asker.lastRun();
      if (next.record?.run === last.record?.run) break;
      last = next;
      tables = await asker.askTables(last.record);
    }
    const hasQuickSight = environment.once.quickSight === 'import' && environment.quickSight !== undefined;
    if (hasQuickSight) say('dashboards');
    const live = await fewAtOnce(hasQuickSight ? dashboards : [], 4, (name) =>
      verifyDashboard(asker.aws.quickSight, environment, name),
    );
    const { findings, record } = last;
    return { environment: environment.name, run: record?.run, tables, dashboards: live, findings };
  } finally {
    asker.close();
  }
}

const hasOtherRows = ({ findings }: TableReport): boolean => findings.some(({ code }) => code === 'rows-differ');

/** Whoever runs it, and each audience whose role was taken. */
class Asker {
  readonly aws: Aws;
  readonly #names: Names;
  readonly #config: AwsConfig;
  readonly #options: VerifyOptions;
  readonly #taken = new Map<string, Promise<Aws>>();

  constructor(options: VerifyOptions) {
    this.#options = options;
    this.#config = { ...options.aws, region: options.environment.region };
    this.#names = namesOf(options.environment);
    this.aws = connectAws(this.#config);
  }

  lastRun(): Promise<LastRun> {
    const { timeout, signal, say } = this.#options;
    say('the last run');
    return readLastRun({ aws: this.aws, names: this.#names, timeout, signal, say });
  }

  askTables(record: RunRecord | undefined): Promise<TableReport[]> {
    return fewAtOnce(this.#options.tables, 4, (table) => this.#askTable(table, record));
  }

  async #askTable(table: Table, record: RunRecord | undefined): Promise<TableReport> {
    const { may, say, signal, timeout: most } = this.#options;
    const asker = chooseAudience(table, may.get(table.name) ?? new Map());
    const result = record?.tables.find((one) => one.table === table.name);
    const judged =
      record === undefined ? { findings: [], rows: undefined } : judgeRecord(table.name, record.run, result);
    const columns: TableReport['columns'] = [asker?.columns.length ?? 0, table.columns.length];
    const known = { table: table.name, columns, recorded: judged.rows };
    if (asker === undefined)
      return { ...known, audience: undefined, rows: undefined, allRows: false, findings: judged.findings };
    const { audience, allRows } = asker;
    say(`${table.name}: as ${audience}`);
    try {
      const { athena } = await this.#as(audience);
      const place = { athena, workgroup: this.#names.workgroup(audience), database: this.#names.databases.final };
      const asked = await askTable({ ...place, most, signal }, table, asker);
      const rows =
        asked.rows === undefined || judged.rows === undefined
          ? []
          : judgeRows(table.name, asker, judged.rows, asked.rows);
      const findings = [...judged.findings, ...asked.findings, ...rows];
      return { ...known, audience, rows: asked.rows, allRows, findings };
    } catch (error) {
      if (!isFromAws(error)) throw error;
      const refused = `${error.name}: ${error.message}`;
      return { ...known, audience, rows: undefined, allRows, findings: judged.findings, refused };
    }
  }

  #as(audience: string): Promise<Aws> {
    const arn = this.#names.roleArn(`reader-${audience}`);
    const known = this.#taken.get(audience);
    const taken = known ?? takeRole(this.aws.sts, this.#config, arn, 'sluice-verify').then(connectAws);
    this.#taken.set(audience, taken);
    return taken;
  }

  close(): void {
    for (const client of Object.values(this.aws)) client.destroy();
    for (const one of this.#taken.values())
      one.then(
        (aws) => Object.values(aws).map((client) => client.destroy()),
        () => undefined,
      );
  }
}
