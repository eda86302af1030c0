import { getOctokit } from '@actions/github';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';

/** A repository on GitHub and a client that may speak for this job in it. */
export interface GitHub {
  readonly octokit: ReturnType<typeof getOctokit>;
  readonly owner: string;
  readonly repo: string;
}

/**
 * Reads what a workflow gives a step: `GITHUB_TOKEN`, which the step's `env` has to pass on, `GITHUB_REPOSITORY` and `GITHUB_API_URL`
 * (https://docs.github.com/actions/reference/workflows-and-actions/variables).
 * @param verb for messages
 * @throws CommandError `no-github` when one of them is missing
 */
export function openGitHub(verb: string, { env }: Pick<Effects, 'env'>): GitHub {
  const need = (name: string): string => {
    const value = env[name] ?? '';
    if (value !== '') return value;
    const message = `sluice ${verb}: expected ${name} in the environment, as a workflow has it, got none; run it in a workflow, or set it`;
    throw new CommandError('no-github', 'environment', message);
  };
  const token = need('GITHUB_TOKEN');
  const [owner = '', repo = ''] = need('GITHUB_REPOSITORY').split('/');
  const baseUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  return { octokit: getOctokit(token, { baseUrl }), owner, repo };
}
