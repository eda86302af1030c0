import { resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';

/** What a verb may touch besides files: passed in, so that tests pass their own. */
export interface Effects {
  /** Where the person stood: every path in the arguments resolves against it. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. With --json nothing else is written here. */
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  /** Progress and messages. */
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  /** What `-` in the place of a file reads; the process's own when there is none. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Asks the person and waits for a line; undefined where nobody sits at a terminal. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  readonly now: () => Date;
}

/** One verb: `scripts/<verb>/main.ts` exports these two. */
export interface Verb {
  /** Text of `sluice <verb> --help`. */
  readonly help: string;
  /** Text of `sluice <verb> KIND --help`, where kinds have their own. @returns undefined: the verb's */
  helpOf?(args: readonly string[]): Promise<string | undefined>;
  /** @returns the exit code 0 or 1. @throws CommandError for 2 and 3. */
  main(args: readonly string[], effects: Effects): Promise<number>;
}

/** Where npm moves to before it runs a script. */
const packageRoot = resolve(import.meta.dirname, '..', '..');

/** A question on stderr, so that results on stdout can be piped. A closed terminal answers nothing. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** The real surroundings. A script that npm started stands in the package's root; `INIT_CWD` then says where the person stood. */
export function processEffects(): Effects {
  const cwd = process.cwd();
  return {
    cwd: cwd === packageRoot ? (process.env['INIT_CWD'] ?? cwd) : cwd,
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {}),
    now: () => new Date(),
  };
}
