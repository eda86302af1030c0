import type { TextColumn } from '../cli/text-table.ts';

/** What a timed suite is given. */
export interface SuiteContext {
  /** Counted runs of each command; one more goes first and is not counted. */
  readonly runs: number;
  /** Size of its input, in millions of bytes; undefined: the suite's own. */
  readonly megabytes: number | undefined;
  /** The repository. */
  readonly root: string;
  /** An empty folder, which is removed at the end. */
  readonly folder: string;
  /** Where generated inputs stay, outside git. */
  readonly cache: string;
  /** Progress, for stderr. */
  readonly say: (text: string) => void;
}

/** What came of a suite: tables for people, figures for programs. */
export interface SuiteReport {
  readonly suite: string;
  readonly title: string;
  /** One line each: versions, commands, and what a reader must know about the figures. */
  readonly lines: readonly string[];
  readonly tables: readonly ReportTable[];
  /** What `--json` prints. */
  readonly figures: unknown;
}

export interface ReportTable {
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** A suite of timed commands, in a module of its own that is loaded when it runs. */
export interface TimedSuite {
  readonly run: (context: SuiteContext) => Promise<SuiteReport>;
}

/** A suite with arguments, output and an exit code of its own: a check that takes long, not a figure. */
export interface CheckSuite {
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}
