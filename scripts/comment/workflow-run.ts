import { readFile } from 'node:fs/promises';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';

/** The run that a `workflow_run` event tells of: everything in it was written by GitHub, nothing by the pull request. */
export interface WorkflowRun {
  readonly id: number;
  /** Grows with each run of one workflow; a second attempt keeps its number. */
  readonly number: number;
  readonly attempt: number;
  readonly name: string;
  /** What started it: `pull_request`, `push`, … */
  readonly event: string;
  readonly conclusion: string | undefined;
  readonly headSha: string;
  readonly headBranch: string | undefined;
  /** Of the repository that holds the branch: a fork's own. */
  readonly headRepository: number | undefined;
  readonly headOwner: string | undefined;
  /** Empty for a fork. */
  readonly pullRequests: readonly number[];
}

/**
 * Reads the event of the job from the file that `GITHUB_EVENT_PATH` names
 * (https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run).
 * @throws CommandError `no-workflow-run` when there is none, or another event's
 */
export async function readWorkflowRun({ env }: Pick<Effects, 'env'>): Promise<WorkflowRun> {
  const path = env['GITHUB_EVENT_PATH'] ?? '';
  if (path === '') throw missing('GITHUB_EVENT_PATH in the environment', 'none');
  let event: unknown;
  try {
    event = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw missing('GITHUB_EVENT_PATH to name a file of JSON', `"${path}"`, error);
  }
  const run = field(event, 'workflow_run');
  const headSha = textOf(run, 'head_sha');
  const [id, number, attempt] = [numberOf(run, 'id'), numberOf(run, 'run_number'), numberOf(run, 'run_attempt')];
  if (headSha === undefined || !/^[0-9a-f]{40}$/.test(headSha) || id === undefined) {
    throw missing('the event of a workflow_run with its id and head_sha', 'another');
  }
  const headRepository = field(run, 'head_repository');
  const pullRequests = field(run, 'pull_requests');
  return {
    id,
    number: number ?? 0,
    attempt: attempt ?? 1,
    name: textOf(run, 'name') ?? 'run',
    event: textOf(run, 'event') ?? '',
    conclusion: textOf(run, 'conclusion'),
    headSha,
    headBranch: textOf(run, 'head_branch'),
    headRepository: numberOf(headRepository, 'id'),
    headOwner: textOf(field(headRepository, 'owner'), 'login'),
    pullRequests: Array.isArray(pullRequests) ? pullRequests.flatMap((one) => numberOf(one, 'number') ?? []) : [],
  };
}

function missing(expected: string, got: string, cause?: unknown): CommandError {
  const message = `sluice comment: expected ${expected}, got ${got}; run it in a workflow that workflow_run starts`;
  return new CommandError('no-workflow-run', 'environment', message, { cause });
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function textOf(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' ? found : undefined;
}

function numberOf(value: unknown, name: string): number | undefined {
  const found = field(value, name);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
}
