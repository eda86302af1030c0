import { describe, expect, test } from 'vitest';
import { readEnvironments } from '../../infra/environments/read-environments.ts';
import { consoleLinks } from './console-links.ts';
import { deploySummary } from './deploy-summary.ts';
import { readNeeds } from './read-needs.ts';
import { hops, outcomesOf, whatIsLive } from './what-is-live.ts';

const needs = (jobs: object) => readNeeds(JSON.stringify(jobs));
const job = (result: string, outputs: object = {}) => ({ result, outputs });

describe('what is live after a deploy', () => {
  test.each(hops)('that failed at %s says what was reached before', (hop) => {
    const at = hops.indexOf(hop);
    const of = (one: (typeof hops)[number]) =>
      hops.indexOf(one) < at ? 'success' : hops.indexOf(one) === at ? 'failure' : 'skipped';
    const outcomes = outcomesOf(
      needs({
        validate: job(of('validate'), { region: 'us-east-1' }),
        infra: job(of('infra')),
        data: job(at < 2 ? 'skipped' : 'failure', {
          catalog: of('catalog'),
          sync: of('sync'),
          publish: of('publish'),
          verify: of('verify'),
        }),
      }),
    );
    const { failed, says } = whatIsLive(outcomes);
    expect(failed).toBe(hop);
    expect(says).toMatch(/^[A-Z].*\.$/);
    const text = deploySummary({ environment: 'prod', commit: undefined, outcomes, links: [] });
    expect(text).toContain(`## Stopped at ${hop}: prod`);
    expect(text.match(/✅ done/g)?.length ?? 0).toBe(at);
    expect(text.match(/❌ failed/g)?.length ?? 0).toBe(1);
  });

  test('that says nothing of its steps is not called whole', () => {
    const outcomes = outcomesOf(needs({ validate: job('success'), infra: job('success'), data: job('success') }));
    expect(whatIsLive(outcomes).says).not.toContain('Everything');
  });

  test.each([
    [
      'before its first step',
      { catalog: 'skipped', sync: 'skipped', publish: 'skipped', verify: 'skipped' },
      'catalog',
    ],
    ['as nothing of it ran', {}, 'catalog'],
    ['between two of them', { catalog: 'success', sync: 'success', publish: 'success', verify: 'skipped' }, 'verify'],
  ])('whose job of data failed %s stopped there', (_, outputs, failed) => {
    const outcomes = outcomesOf(
      needs({ validate: job('success'), infra: job('success'), data: job('failure', outputs) }),
    );
    expect(whatIsLive(outcomes).failed).toBe(failed);
  });

  test('needs what toJSON(needs) gives', () => {
    for (const text of ['', '[]', '{"a":1}', '{"a":{"result":"fine"}}'])
      expect(() => readNeeds(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

test('links lead to the region and the names of the environment', () => {
  const read = readEnvironments();
  const [environment] = 'environments' in read ? read.environments : [];
  const links = consoleLinks({ ...(environment ?? expect.fail('none')), region: 'eu-central-1' });
  expect(links.length).toBe(6);
  for (const [, url] of links) {
    expect(new URL(url).hostname).toMatch(/^eu-central-1\./);
    expect(url).not.toContain(' ');
  }
});
