import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SqlColumn } from '../translation.ts';
import type { FixtureTable } from './probe.ts';

/** What Spark says to a query. Values are as spark-oracle.py writes them. */
export type SparkAnswer =
  | {
      readonly columns: readonly SqlColumn[];
      readonly rows: readonly (readonly unknown[])[];
      readonly error?: undefined;
    }
  | { readonly error: string; readonly message: string };

/** A running Spark. Several may be asked at once; answers come in the order of the questions. */
export interface SparkOracle {
  readonly version: string;
  ask(sql: string): Promise<SparkAnswer>;
  /** @returns an answer a query, in their order; two are worked on at a time */
  askAll(queries: readonly string[]): Promise<readonly SparkAnswer[]>;
  makeView(name: string, table: FixtureTable): Promise<void>;
  stop(): Promise<void>;
}

/** Starts PySpark once. @param env a Python with PySpark, and its Java */
export async function startOracle(env: { readonly python: string; readonly javaHome: string }): Promise<SparkOracle> {
  const script = fileURLToPath(new URL('spark-oracle.py', import.meta.url));
  const child = spawn(env.python, [script], {
    env: { ...process.env, JAVA_HOME: env.javaHome, PYSPARK_PYTHON: env.python, PYTHONIOENCODING: 'utf-8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done === true) throw new OracleGoneError();
    const message: Record<string, unknown> = JSON.parse(line.value);
    return message;
  };
  const send = async (request: object): Promise<Record<string, unknown>> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return await read();
  };
  const ask = async (sql: string) => toAnswer(await send({ sql }));
  const { ready } = await read();
  return {
    version: String(ready),
    ask,
    askAll: async (queries) => await Promise.all(queries.map(ask)),
    makeView: async (view, table) => {
      const answer = await send({ view, ...table });
      if ('error' in answer) throw new OracleGoneError(String(answer['message']));
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}

function toAnswer(message: Record<string, unknown>): SparkAnswer {
  if (typeof message['error'] === 'string') return { error: message['error'], message: String(message['message']) };
  // The oracle is ours: what is no error has columns and rows.
  return message as unknown as SparkAnswer;
}

/** Spark ended before it answered. */
export class OracleGoneError extends Error {
  constructor(why = 'PySpark ended before it answered; run testing/spark-oracle.py by hand to see why') {
    super(why);
    this.name = 'OracleGoneError';
  }
}
