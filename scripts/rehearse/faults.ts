import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What goes wrong in the stand-in until it is said otherwise; plugin/sluice_rehearsal/faults.py reads it. */
export interface Faults {
  /** Requests of S3 that are answered AccessDenied. */
  readonly denied?: readonly {
    readonly operation: 'GetObject' | 'PutObject';
    readonly bucket: string;
    readonly prefix: string;
    readonly message: string;
  }[];
  /** Requests of other services that are refused. */
  readonly refused?: readonly { readonly service: string; readonly operation: string; readonly message: string }[];
  /** By key: bytes that an object put there is said to have. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** By raw key: how often the function that cleans it is killed, each time when its first part is written. */
  readonly kills?: Readonly<Record<string, number>>;
  readonly jobs?: 'killed';
  /** Seconds that a Wait of a state machine takes at most. */
  readonly longestWait?: number;
}

/** What the stand-in tells of faults: a request of S3 for a key that one names, or processes that it killed. */
export type FaultLine =
  | { readonly operation: string; readonly key: string }
  | { readonly killed: string; readonly wrote: string; readonly processes: number };

/** The switch of one stand-in. */
export interface FaultSwitch {
  /** What the stand-in has to have in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Changes what goes wrong: what is not named stays, what is undefined ends. */
  turn(faults: { readonly [K in keyof Faults]?: Faults[K] | undefined }): void;
  lines(): FaultLine[];
}

/** @param folder absolute path of the stand-in's folder */
export function createFaultSwitch(folder: string): FaultSwitch {
  const [file, log] = [join(folder, 'faults.json'), join(folder, 'faults.log')];
  let now: object = {};
  return {
    env: { SLUICE_FAULTS: file, SLUICE_FAULTS_LOG: log },
    turn(faults) {
      now = { ...now, ...faults };
      // In one step: the stand-in reads it at any moment.
      writeFileSync(`${file}.new`, JSON.stringify(now));
      renameSync(`${file}.new`, file);
    },
    lines() {
      if (!existsSync(log)) return [];
      const lines = readFileSync(log, 'utf8').split('\n');
      // Written whole by our own plugin.
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as FaultLine);
    },
  };
}
