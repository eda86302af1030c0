import { describe, expect, test } from 'vitest';
import { pushEvent } from './testing/events.ts';
import type { ActRequest } from './testing/run-act.ts';
import { openWorkflows, reason } from './testing/workflows.ts';

const { scratch, run: runWorkflow } = openWorkflows();
const variables = { SLUICE_ENVIRONMENT: 'rehearsal' };

async function push(more: Partial<ActRequest> = {}) {
  const { base } = scratch();
  return await runWorkflow({
    workflow: 'deploy.yml',
    event: 'push',
    payload: pushEvent(base, base),
    variables,
    ...more,
  });
}

/** What was asked of AWS, in order, with the role that was taken for it. */
const asked = (log: readonly string[]) => log.filter((line) => / as sluice-/.test(line));
const hops = [
  'npx sluice deploy --env rehearsal as sluice-rehearsal-deploy',
  'npx sluice catalog --env rehearsal as sluice-rehearsal-data',
  'npx sluice sync --env rehearsal --prune --wait as sluice-rehearsal-data',
  'npx sluice publish --env rehearsal as sluice-rehearsal-data',
  'npx sluice verify --env rehearsal as sluice-rehearsal-verify',
];

describe.skipIf(reason !== undefined)(`a push to main (${reason ?? 'act'})`, () => {
  test('is validated, deployed, synced, published and checked, each by its own role', async () => {
    const run = await push();
    expect(run.jobs).toEqual({ validate: 'success', infra: 'success', data: 'success', summary: 'success' });
    expect(asked(run.log)).toEqual(hops);
    expect(run.printed.get('summary')).toContain('## Deployed: rehearsal of');
    expect(run.printed.get('summary')).toContain('**Everything is live.**');
    expect(run.printed.get('summary')).toContain('https://us-east-1.console.aws.amazon.com/cloudformation/');
  });

  test('is validated alone where no environment is set up, and says how to set one up', async () => {
    const run = await push({ variables: {} });
    expect(run.jobs).toEqual({ validate: 'success', summary: 'success' });
    expect(asked(run.log)).toEqual([]);
    expect(run.printed.get('summary')).toContain('SLUICE&#95;ENVIRONMENT');
  });

  test('to an environment that there is not says which there are, and touches nothing', async () => {
    const run = await push({ variables: { SLUICE_ENVIRONMENT: 'prodution' } });
    expect(run.jobs).toMatchObject({ validate: 'failure' });
    expect(asked(run.log)).toEqual([]);
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: expect.stringContaining('--env with one of rehearsal, got "prodution"'),
      }),
    );
  });

  test.each([
    ['deploy', 1, { validate: 'success', infra: 'failure', summary: 'success' }, 'Stopped at infra'],
    [
      'catalog',
      2,
      { validate: 'success', infra: 'success', data: 'failure', summary: 'success' },
      'Stopped at catalog',
    ],
    ['sync', 3, { validate: 'success', infra: 'success', data: 'failure', summary: 'success' }, 'Stopped at sync'],
    [
      'publish',
      4,
      { validate: 'success', infra: 'success', data: 'failure', summary: 'success' },
      'Stopped at publish',
    ],
    ['verify', 5, { validate: 'success', infra: 'success', data: 'failure', summary: 'success' }, 'Stopped at verify'],
  ])('whose %s fails stops there, and says what is live', async (verb, reached, jobs, title) => {
    const run = await push({ ends: { [verb]: 3 } });
    expect(run.jobs).toEqual(jobs);
    expect(asked(run.log)).toEqual(hops.slice(0, reached));
    expect(run.printed.get('summary')).toContain(title);
    expect(run.printed.get('summary')).toContain('Run the failed job again: it does the rest.');
  });

  test('of data that does not validate changes nothing', async () => {
    await scratch().change({ 'datasets/regions/regions.csv': '<<<<<<< HEAD\n' });
    const run = await push();
    expect(run.jobs).toEqual({ validate: 'failure', summary: 'success' });
    expect(asked(run.log)).toEqual([]);
    expect(run.printed.get('summary')).toContain('Nothing was changed');
  });

  test('whose role has expired stops before it has touched anything', async () => {
    await scratch().change({});
    const run = await push({ refusesRole: true });
    expect(run.jobs).toEqual({ validate: 'success', infra: 'failure', summary: 'success' });
    expect(asked(run.log)).toEqual([]);
    expect(run.printed.get('summary')).toContain('Stopped at infra');
  });
});
