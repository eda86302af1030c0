import { quote } from '../schema/finding.ts';

/** What can be wrong with what the pipeline is told. A heading each in FINDINGS.md. */
export const pipelineErrorCodes = [
  'unknown-task',
  'unknown-machine',
  'unknown-step',
  'no-record',
  'record-json',
  'record-shape',
  'record-of-another-run',
] as const;
export type PipelineErrorCode = (typeof pipelineErrorCodes)[number];

/** Somebody told the pipeline what it can't act on. */
export class PipelineError extends Error {
  readonly code: PipelineErrorCode;

  constructor(code: PipelineErrorCode, message: string, options?: ErrorOptions) {
    super(`${message} [${code}]`, options);
    this.name = 'PipelineError';
    this.code = code;
  }
}

const written = (value: unknown): string =>
  typeof value === 'string' ? quote(value, 40) : value === undefined ? 'nothing' : `a ${typeof value}`;

export const unknownTask = (got: unknown): PipelineError =>
  new PipelineError(
    'unknown-task',
    `event.do: expected "sweep" or "request", got ${written(got)}; see lambda/pipeline`,
  );

export const unknownMachine = (expected: string, got: unknown): PipelineError =>
  new PipelineError(
    'unknown-machine',
    `event.detail: expected the end of an execution of ${expected}, got one of ${written(got)}; narrow the rule that sends it`,
  );

export const unknownStep = (place: string, expected: string, got: unknown): PipelineError =>
  new PipelineError('unknown-step', `${place}: expected ${expected}, got ${written(got)}; see infra/state-machine`);

export const noRecord = (key: string, cause: unknown): PipelineError =>
  new PipelineError('no-record', `${key}: expected the record that the job leaves, got no object; see the job's log`, {
    cause,
  });

export const recordJson = (key: string, cause: unknown): PipelineError =>
  new PipelineError('record-json', `${key}: expected JSON, got something else; see the job's log`, { cause });

/** @param place a path into the record, `tables[0].outcome` */
export const recordShape = (key: string, place: string, expected: string, got: unknown): PipelineError =>
  new PipelineError(
    'record-shape',
    `${key}: ${place}: expected ${expected}, got ${written(got)}; the job and this function come from different deploys`,
  );

export const recordOfAnotherRun = (key: string, expected: string, got: string): PipelineError =>
  new PipelineError(
    'record-of-another-run',
    `${key}: run: expected ${quote(expected, 80)}, got ${quote(got, 80)}; see which arguments the job was started with`,
  );
