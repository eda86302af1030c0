import { CommandError } from '../cli/command-error.ts';

/** Why a step that was run again did not come to an end: surroundings, not data. A heading each in FINDINGS.md. */
export const refusalCodes = [
  'interrupted',
  'job-failed',
  'record-unreadable',
  'run-aborted',
  'run-failed',
  'run-paused',
  'run-timed-out',
  'start-run-failed',
  'still-under-way',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

const refusal = (code: RefusalCode, message: string, cause?: unknown): CommandError =>
  new CommandError(code, 'environment', message, cause === undefined ? {} : { cause });

/** Times as they are told: `2026-05-01 12:30 UTC`. */
export const clock = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const look = 'npx sluice rerun transform --plan says how it stands';

export const refusals = {
  interrupted: (what: string, goesOn: string) =>
    refusal('interrupted', `${what}: expected to wait for its end, got interrupted; ${goesOn}`),
  /** @param error masked */
  jobFailed: (jobRun: string, state: string, error: string | undefined, logs: string, execution: string) =>
    refusal(
      'job-failed',
      `${jobRun}: expected the Glue job to have SUCCEEDED, got ${state}${error === undefined ? '' : ` (${error})`}; read its log ${logs} and the execution ${execution}`,
    ),
  recordUnreadable: (run: string, got: string, execution: string, cause: unknown) =>
    refusal(
      'record-unreadable',
      `${run}: expected the record that the job leaves, got ${got}; see the execution ${execution}`,
      cause,
    ),
  runAborted: (run: string, execution: string) =>
    refusal(
      'run-aborted',
      `${run}: expected the run to end, got it stopped by somebody; what it owed is tried again after a pause, or run this again with --force: ${execution}`,
    ),
  runFailed: (run: string, state: string | undefined, got: string, execution: string) =>
    refusal(
      'run-failed',
      `${run}: expected the run to succeed, got ${got}${state === undefined ? '' : ` in ${state}`}; what was published before stands. See the execution ${execution}`,
    ),
  runPaused: (machine: string, failures: number, until: number) =>
    refusal(
      'run-paused',
      `${machine}: expected to begin a run, got a pause until ${clock(until)}${failures === 0 ? ', the least interval between runs' : ` after ${failures} ${failures === 1 ? 'run' : 'runs'} that failed`}; it begins by itself then, or at once with --force`,
    ),
  runTimedOut: (run: string, execution: string) =>
    refusal(
      'run-timed-out',
      `${run}: expected the run to end within the machine's own limit, got timed out; see what held it up in ${execution}, or raise transform.timeoutMinutes`,
    ),
  startRunFailed: (name: string, got: string) =>
    refusal('start-run-failed', `${name}: expected it to take the request, got ${got}; read the log of the function`),
  stillUnderWay: (what: string, minutes: number, goesOn: string) =>
    refusal(
      'still-under-way',
      `${what}: expected its end within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, got none; ${goesOn}`,
    ),
} as const;

/** What becomes of a run that nobody waits for any more. @param execution a link */
export const runGoesOn = (execution: string | undefined): string =>
  execution === undefined ? `it is asked for and begins by itself; ${look}` : `it goes on: ${execution}; ${look}`;
