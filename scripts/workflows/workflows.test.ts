// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are written so.
import { describe, expect, test } from 'vitest';
import pins from '../../.github/pins.json' with { type: 'json' };
import { mostSeconds } from '../../infra/names/session-hours.ts';
import { verbs } from '../cli/verbs.ts';
import { readActions, readWorkflows, type Workflow, type WorkflowJob } from './testing/read-workflows.ts';

/** What act does not model, and what no linter knows of this repository, is held here on the parsed files. */
const workflows = readWorkflows();
const workflow = (file: string): Workflow => workflows.find((one) => one.file === file) ?? expect.fail(file);
const jobs = workflows.flatMap(({ file, jobs }) => Object.entries(jobs).map(([name, job]) => ({ file, name, job })));
const parts = [
  ...jobs.map(({ file, name, job }) => ({ place: `${file} ${name}`, steps: job.steps })),
  ...readActions().map(({ file, steps }) => ({ place: file, steps })),
];
const steps = parts.flatMap(({ place, steps }) => steps.map((step) => ({ place, step })));
const needsOf = ({ needs = [] }: WorkflowJob) => (typeof needs === 'string' ? [needs] : needs);

describe('every workflow', () => {
  test('gives no permission but what a job asks for', () => {
    for (const { permissions } of workflows) expect(permissions).toEqual({});
    for (const { job, file, name } of jobs) expect(job.permissions, `${file} ${name}`).toBeDefined();
  });

  test('gives each permission that writes to these jobs alone', () => {
    const writing = jobs.flatMap(({ file, name, job }) =>
      Object.entries(job.permissions ?? {}).flatMap(([what, level]) =>
        level === 'write' ? `${file} ${name}: ${what}` : [],
      ),
    );
    expect(writing.sort()).toEqual([
      'comment.yml comment: pull-requests',
      'deploy.yml data: id-token',
      'deploy.yml infra: id-token',
      'drift.yml drift: id-token',
      'drift.yml drift: issues',
      'pull-request.yml difference: id-token',
      'rerun.yml data: id-token',
      'rerun.yml infra: id-token',
      'security.yml code: security-events',
    ]);
  });

  test('runs on no event that gives a fork secrets, and names none', () => {
    for (const { on, text, file } of workflows) {
      expect(Object.keys(on), file).not.toContain('pull_request_target');
      expect(text, file).not.toMatch(/\bsecrets[.[]/);
    }
  });

  test('has a time limit on every job, and its own group', () => {
    for (const { job, file, name } of jobs) expect(job['timeout-minutes'], `${file} ${name}`).toBeLessThanOrEqual(180);
    for (const { concurrency, file } of workflows) expect(concurrency?.group, file).toMatch(/\w/);
  });

  test('runs on one kind of machine', () => {
    for (const { job, file, name } of jobs) expect(job['runs-on'], `${file} ${name}`).toBe('ubuntu-24.04');
  });

  test('takes actions by the commit in pins.json, with its version beside it; all of them are used', () => {
    const used = new Map<string, Set<string>>();
    const texts = [...workflows, ...readActions()].map(({ text }) => text).join('\n');
    for (const [, uses = '', comment] of texts.matchAll(/uses: (\S+)(?: # (\S+))?/g)) {
      if (uses.startsWith('./')) continue;
      const [action = '', sha] = uses.split('@');
      const pin = new Map(Object.entries(pins)).get(action.split('/').slice(0, 2).join('/'));
      expect([sha, comment], uses).toEqual([pin?.sha, pin?.version]);
      used.set(action.split('/').slice(0, 2).join('/'), new Set());
    }
    expect([...used.keys()].sort()).toEqual(Object.keys(pins).sort());
    for (const { sha } of Object.values(pins)) expect(sha).toMatch(/^[0-9a-f]{40}$/);
  });

  test('leaves no credential in the tree', () => {
    for (const { place, step } of steps)
      if (step.uses?.startsWith('actions/checkout@')) expect(step.with?.['persist-credentials'], place).toBe(false);
  });

  test('puts no expression into a script', () => {
    for (const { place, step } of steps) expect(step.run ?? '', place).not.toContain('${{');
  });

  test('runs only verbs that there are, with options that they have', async () => {
    for (const { place, step } of steps) {
      for (const [, name = '', rest = ''] of (step.run ?? '').matchAll(/npx sluice (\S+)(.*)/g)) {
        const verb = verbs.get(name) ?? expect.fail(`${place}: ${name}`);
        const { help } = await verb.load();
        for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(help, `${place}: ${name}`).toContain(option);
      }
    }
  });
});

describe('a pull request', () => {
  const { on, jobs, concurrency } = workflow('pull-request.yml');

  test('is judged whatever it changes: a check that a filter skips would hang', () => {
    expect(on).toEqual({ pull_request: null, merge_group: null });
    expect(concurrency?.['cancel-in-progress']).toBe(true);
  });

  test('is let through by one job that waits for all others, whatever they come to', () => {
    const { gate, ...others } = jobs;
    expect([...needsOf(gate ?? expect.fail('gate'))].sort()).toEqual(Object.keys(others).sort());
    expect(gate?.if).toBe('always()');
  });

  test('has its code never beside a credential: that job runs the base, and reads templates of the pull request', () => {
    for (const [name, { permissions = {}, steps: own }] of Object.entries(jobs)) {
      if (permissions['id-token'] !== 'write') continue;
      const checkouts = own.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      expect(
        checkouts.map((step) => step.with?.['ref']),
        name,
      ).toEqual(['${{ github.event.pull_request.base.sha }}']);
    }
    expect(jobs['difference']?.if).toContain('head.repo.full_name == github.repository');
    expect(jobs['difference']?.environment).toBeUndefined();
  });
});

describe('a report is commented', () => {
  const { on, jobs } = workflow('comment.yml');

  test('after the workflow that made it, by the default branch', () => {
    const named = /^name: (.*)$/m.exec(workflow('pull-request.yml').text)?.[1];
    expect(on).toEqual({ workflow_run: { workflows: [named], types: ['completed'] } });
    const checkouts = jobs['comment']?.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')) ?? [];
    expect(checkouts.map((step) => step.with?.['ref'])).toEqual([undefined]);
  });
});

describe('a deploy', () => {
  test('is of main alone, one at a time, and never cut half-way; a rerun waits for it', () => {
    const [deploy, rerun] = [workflow('deploy.yml'), workflow('rerun.yml')];
    expect(deploy.on).toEqual({ push: { branches: ['main'] } });
    expect(deploy.concurrency).toEqual({ group: 'deploy-${{ vars.SLUICE_ENVIRONMENT }}', 'cancel-in-progress': false });
    expect(rerun.concurrency).toEqual({ group: 'deploy-${{ inputs.environment }}', 'cancel-in-progress': false });
  });

  test('takes each role in the GitHub environment that it trusts', () => {
    const environments = jobs.flatMap(({ file, name, job }) =>
      job.environment === undefined ? [] : [`${file} ${name}: ${job.environment}`],
    );
    expect(environments).toEqual([
      'deploy.yml infra: ${{ vars.SLUICE_ENVIRONMENT }}',
      'deploy.yml data: ${{ vars.SLUICE_ENVIRONMENT }}-data',
      'rerun.yml infra: ${{ inputs.environment }}',
      'rerun.yml data: ${{ inputs.environment }}-data',
    ]);
    const taken = parts.flatMap(({ place, steps: own }) =>
      own.flatMap((step) => {
        const role = String(step.with?.['role-to-assume'] ?? '');
        return role === '' ? [] : `${place}: ${/outputs\.([a-z-]+)/.exec(role)?.[1]}`;
      }),
    );
    expect(taken).toEqual([
      'deploy.yml infra: deploy-role',
      'deploy.yml data: data-role',
      'deploy.yml data: verify-role',
      'drift.yml drift: drift-role',
      'pull-request.yml difference: plan-role',
      'rerun.yml infra: deploy-role',
      'rerun.yml data: data-role',
    ]);
  });

  test('has credentials for no longer than their role gives, and a role that can outlive the job that begins with it', () => {
    const taking = jobs.flatMap(({ file, name, job }) =>
      job.steps
        .filter((step) => step.with?.['role-to-assume'] !== undefined)
        .map((step, index) => {
          const role = /outputs\.([a-z]+)-role/.exec(String(step.with?.['role-to-assume']))?.[1] ?? '';
          return { place: `${file} ${name}: ${role}`, step, job, most: mostSeconds(role), isFirst: index === 0 };
        }),
    );
    expect(taking).toHaveLength(7);
    for (const { place, step, job, most, isFirst } of taking) {
      expect(Number(step.with?.['role-duration-seconds'] ?? 3600), place).toBeLessThanOrEqual(most);
      if (isFirst) expect((job['timeout-minutes'] ?? 360) * 60, place).toBeLessThanOrEqual(most);
    }
  });

  test('keeps no cache beside a credential', () => {
    for (const { place, steps: own } of parts)
      if (own.some(({ uses }) => uses?.startsWith('aws-actions/')))
        for (const step of own.filter(({ uses }) => uses === './.github/actions/set-up'))
          expect(step.with?.['cache'], place).toBeUndefined();
  });
});

test('a rerun offers every step that the command knows, and asks for nothing else', async () => {
  const { steps: known } = await import('../rerun/steps.ts');
  const inputs = workflow('rerun.yml').on['workflow_dispatch']?.['inputs'] as Record<string, { options?: string[] }>;
  expect(inputs['what']?.options).toEqual(Object.keys(known));
});

test('drift is looked for each day without an approval, by jobs of the default branch', () => {
  const { on, jobs: drift } = workflow('drift.yml');
  expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
  expect(drift['drift']?.environment).toBeUndefined();
});
