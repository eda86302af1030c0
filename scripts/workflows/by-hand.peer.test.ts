import { describe, expect, test } from 'vitest';
import { dispatchEvent, workflowRunEvent } from './testing/events.ts';
import type { ActRequest } from './testing/run-act.ts';
import { openWorkflows, reason } from './testing/workflows.ts';

const { scratch, run: runWorkflow } = openWorkflows();

async function rerun(inputs: Readonly<Record<string, string>>, more: Partial<ActRequest> = {}) {
  const payload = dispatchEvent({ environment: 'rehearsal', ...inputs });
  return await runWorkflow({ workflow: 'rerun.yml', event: 'workflow_dispatch', payload, ...more });
}
const asked = (log: readonly string[]) => log.filter((line) => line.startsWith('npx sluice rerun'));

describe.skipIf(reason !== undefined)(`a rerun by hand (${reason ?? 'act'})`, () => {
  test.each([
    ['validate', { what: 'validate', name: 'sales_records' }, 'validate', 'validate --env rehearsal -- sales_records'],
    [
      'infra',
      { what: 'infra', insist: '0123456789abcdef' },
      'infra',
      'infra --env rehearsal --insist 0123456789abcdef as sluice-rehearsal-deploy',
    ],
    ['sync', { what: 'sync', plan: 'true' }, 'data', 'sync --env rehearsal --plan as sluice-rehearsal-data'],
    [
      'sync that removes',
      { what: 'sync', prune: 'true', plan: 'true' },
      'data',
      'sync --env rehearsal --prune --plan as sluice-rehearsal-data',
    ],
    [
      'clean',
      { what: 'clean', name: 'sales_records', day: '2026-05-01', force: 'true' },
      'data',
      'clean --env rehearsal --day 2026-05-01 --force -- sales_records as sluice-rehearsal-data',
    ],
    [
      'clean of dead letters',
      { what: 'clean', 'dead-letters': 'true' },
      'data',
      'clean --env rehearsal --dead-letters as sluice-rehearsal-data',
    ],
    ['transform', { what: 'transform' }, 'data', 'transform --env rehearsal as sluice-rehearsal-data'],
    [
      'publish',
      { what: 'publish', name: 'sales' },
      'data',
      'publish --env rehearsal -- sales as sluice-rehearsal-data',
    ],
    [
      'rollback',
      { what: 'rollback', name: 'sales', version: '3' },
      'data',
      'rollback --env rehearsal --to 3 -- sales as sluice-rehearsal-data',
    ],
  ])('of %s runs one job, as the role that it needs', async (_, inputs, job, command) => {
    const run = await rerun(inputs);
    expect(run.jobs).toEqual({ prepare: 'success', [job]: 'success' });
    expect(asked(run.log)).toEqual([`npx sluice rerun ${command}`]);
  });

  test('takes what is written into its fields for text alone', async () => {
    const name = '$(touch "$STAND_IN/artifacts/owned"); `id` \' " ::error::x --force';
    const run = await rerun({ what: 'clean', name });
    expect(run.jobs).toEqual({ prepare: 'success', data: 'success' });
    expect(asked(run.log)).toEqual([`npx sluice rerun clean --env rehearsal -- ${name} as sluice-rehearsal-data`]);
    expect(run.artifacts.size).toBe(0);
  });

  test('in an environment that there is not touches nothing', async () => {
    const run = await rerun({ what: 'sync', environment: 'nowhere' });
    expect(run.jobs).toEqual({ prepare: 'failure' });
    expect(run.log.filter((line) => line.startsWith('take'))).toEqual([]);
  });

  test('that fails says so', async () => {
    expect((await rerun({ what: 'transform' }, { ends: { rerun: 1 } })).jobs).toEqual({
      prepare: 'success',
      data: 'failure',
    });
  });
});

describe.skipIf(reason !== undefined)(`other events (${reason ?? 'act'})`, () => {
  test.each(['schedule', 'workflow_dispatch'])(
    'drift is looked for on %s, by a role that may only read',
    async (event) => {
      const variables = { SLUICE_ENVIRONMENT: 'rehearsal' };
      const run = await runWorkflow({ workflow: 'drift.yml', event, payload: {}, variables });
      expect(run.jobs).toEqual({ drift: 'success' });
      expect(run.log).toContain('npx sluice drift --env rehearsal --issue as sluice-rehearsal-drift');
    },
  );

  test('a report is commented, and a run that left none as well; other runs are none of its business', async () => {
    const { base } = scratch();
    const comment = (event: string, artifacts = {}) =>
      runWorkflow({
        workflow: 'comment.yml',
        event: 'workflow_run',
        payload: workflowRunEvent(event, base),
        artifacts,
      });
    const made = await comment('pull_request', { 'report/comment.md': 'fine' });
    expect(made.jobs).toEqual({ comment: 'success' });
    expect(made.log).toEqual([
      'setup-node 24.21.0',
      'download-artifact report',
      'npx sluice comment --report report --artifact report',
    ]);
    expect((await comment('pull_request')).log).toContain('npx sluice comment --report report --artifact report');
    expect((await comment('merge_group')).jobs).toEqual({});
  });
});
