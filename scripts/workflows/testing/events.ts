/** Payloads of events, as far as workflows read them: https://docs.github.com/webhooks/webhook-events-and-payloads */
const repository = {
  full_name: 'lake/sluice',
  name: 'sluice',
  owner: { login: 'lake' },
  default_branch: 'main',
} as const;

/** @param from the repository that the branch is in: ours, or a fork */
export function pullRequestEvent(base: string, head: string, from: string = repository.full_name) {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: {
      number: 7,
      base: { sha: base, ref: 'main', repo: repository },
      head: { sha: head, ref: 'change', repo: { full_name: from, fork: from !== repository.full_name } },
    },
    repository,
  };
}

export function mergeGroupEvent(base: string, head: string) {
  return {
    action: 'checks_requested',
    merge_group: { base_sha: base, head_sha: head, base_ref: 'refs/heads/main' },
    repository,
  };
}

export function pushEvent(before: string, after: string) {
  return { ref: 'refs/heads/main', before, after, repository, forced: false };
}

/** @param inputs GitHub gives those that were left alone their defaults, and writes booleans as text; act does neither */
export function dispatchEvent(inputs: Readonly<Record<string, string>>) {
  const defaults = {
    name: '',
    day: '',
    'dead-letters': 'false',
    version: '',
    insist: '',
    prune: 'false',
    plan: 'false',
    force: 'false',
  };
  return { ref: 'refs/heads/main', inputs: { ...defaults, ...inputs }, repository };
}

export function workflowRunEvent(event: string, sha: string) {
  return { action: 'completed', workflow_run: { id: 4711, event, head_sha: sha, conclusion: 'success' }, repository };
}
