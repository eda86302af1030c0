import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Finding } from '../../../lambda/schema/finding.ts';

/** What a run of the job takes: folders instead of buckets. */
export interface JobRun {
  /** The run's name. */
  readonly run: string;
  /** Holds datasets.json and tables/. */
  readonly files: string;
  readonly processed: string;
  readonly final: string;
  readonly database: string;
  readonly keep_days?: number;
  /** ISO 8601 with an offset; the clock's time if there is none. */
  readonly now?: string;
}

/** `_transforms/<run>.json`. */
export interface RunRecord {
  readonly format: 1;
  readonly run: string;
  readonly manifests: number;
  readonly tables: readonly {
    readonly table: string;
    readonly outcome: 'published' | 'unchanged' | 'refused' | 'failed' | 'stale';
    readonly rows: number;
    readonly findings: readonly string[];
  }[];
}

/** A table as the catalog has it. */
export interface CatalogTable {
  readonly exists: true;
  readonly formatVersion: string;
  /** Names and Spark types. */
  readonly columns: readonly (readonly [string, string])[];
  readonly partitions: readonly string[];
  readonly files: readonly { readonly path: string; readonly rows: number }[];
  readonly snapshot: string | null;
  readonly branches: readonly string[];
  /** Snapshots that readers no longer get. */
  readonly replaced: number;
}

export interface Watched {
  readonly reads: number;
  /** Different answers, in their order. */
  readonly seen: readonly (readonly string[])[];
  readonly failed: string | null;
}

export interface JudgeRequest {
  readonly judge: readonly string[];
  readonly table: {
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
    readonly key: readonly string[];
  };
  /** Spark SQL by name. */
  readonly views: Readonly<Record<string, string>>;
}

export interface SparkVerdict {
  readonly passed: boolean | null;
  readonly findings: readonly Finding[];
}

/** One Spark with the job's code, for all tests of a file. */
export interface JobHost {
  readonly version: string;
  /** The folder of the databases' folders. */
  readonly warehouse: string;
  run(run: JobRun): Promise<RunRecord>;
  /** A run that is killed at its nth change of the catalog or the bucket. @returns changes begun, of a run that got to its end all of them */
  runKilledAt(run: JobRun, nth?: number): Promise<number>;
  makeDatabase(name: string): Promise<void>;
  /** @returns undefined where there is no such table */
  table(path: string): Promise<CatalogTable | undefined>;
  sql(text: string): Promise<readonly (readonly (string | null)[])[]>;
  judge(request: JudgeRequest): Promise<readonly SparkVerdict[]>;
  /** What there was to do for a table. */
  maintain(table: string): Promise<readonly string[]>;
  /** Runs SQL in the next run, between its judging of a table and its publishing: as another run would. */
  beforePublishing(sql: string): Promise<void>;
  watch(sql: string): Promise<void>;
  unwatch(): Promise<Watched>;
  stop(): Promise<void>;
}

export interface JobHostOptions {
  readonly python: string;
  readonly javaHome: string;
  /** Iceberg's. */
  readonly jar: string;
  /** A folder for tables. */
  readonly warehouse: string;
}

/** Starts job-host.py on the job's code as it lies in the repository. */
export async function startJobHost({ python, javaHome, jar, warehouse }: JobHostOptions): Promise<JobHost> {
  const room = join(import.meta.dirname, '..');
  const child = spawn(python, [join(import.meta.dirname, 'job-host.py'), warehouse, jar], {
    env: {
      ...process.env,
      JAVA_HOME: javaHome,
      PYSPARK_PYTHON: python,
      PYTHONPATH: room,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONIOENCODING: 'utf-8',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done === true) throw new JobHostError(`job-host.py ended: ${errors}`);
    const message: Record<string, unknown> = JSON.parse(line.value);
    if (typeof message['error'] === 'string') throw new JobHostError(message['error']);
    return message;
  };
  // The host is ours: what it answers has the shape that was asked for.
  const ask = async <Answer>(request: object): Promise<Answer> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return (await read()) as Answer;
  };
  const { ready } = await read();
  return {
    version: String(ready),
    warehouse,
    run: async (run) => (await ask<{ record: RunRecord }>(run)).record,
    runKilledAt: async (run, nth) =>
      (await ask<{ steps: number }>({ ...run, ...(nth === undefined ? {} : { die_at: nth }) })).steps,
    makeDatabase: async (database) => void (await ask({ database })),
    table: async (table) => {
      const answer = await ask<CatalogTable | { exists: false }>({ table });
      return answer.exists ? answer : undefined;
    },
    sql: async (sql) => (await ask<{ rows: (string | null)[][] }>({ sql })).rows,
    judge: async (request) => (await ask<{ verdicts: SparkVerdict[] }>(request)).verdicts,
    maintain: async (table) => (await ask<{ done: string[] }>({ maintain: table })).done,
    beforePublishing: async (sql) => void (await ask({ before_publishing: sql })),
    watch: async (watch) => void (await ask({ watch })),
    unwatch: () => ask<Watched>({ unwatch: true }),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}

/** The host ended, or failed in what it was asked. */
export class JobHostError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'JobHostError';
  }
}
