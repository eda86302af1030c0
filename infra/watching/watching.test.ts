import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { foldersOf, repository, resourcesOf, synthesize } from '../testing/synthesize.ts';

vi.setConfig({ testTimeout: 60_000 });

const { lake, names } = synthesize();

describe('watching', () => {
  const alarms = resourcesOf(lake, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const ours = (namespace: string) =>
    [...JSON.stringify(alarms).matchAll(/"MetricName":"(\w+)","Namespace":"([^"]+)"/g)].filter(
      ([, , one]) => one === namespace,
    );

  it('tells the topic of every alarm, when it begins and when it ends', () => {
    expect(alarms.length).toBeGreaterThan(12);
    for (const { AlarmName, AlarmActions, OKActions, AlarmDescription } of alarms) {
      expect([AlarmName, AlarmActions, OKActions]).toEqual([
        AlarmName,
        [{ Ref: expect.stringMatching(/^Notices/) }],
        AlarmActions,
      ]);
      expect(String(AlarmDescription).length).toBeGreaterThan(30);
    }
  });

  it('rings for both queues of dead letters, and for each dataset that promises data within a week', () => {
    const named = alarms.map(({ AlarmName }) => String(AlarmName).replace(`${names.prefix}-`, ''));
    expect(named).toEqual(
      expect.arrayContaining(['clean-dead-letters', 'runs-dead-letters', 'files-failed', 'quarantine-share']),
    );
    const promised = foldersOf().datasets.filter(
      ({ source, freshness }) => source !== 'lake' && /^P(\d+D|1W)$/.test(freshness ?? ''),
    );
    expect(promised.length).toBeGreaterThan(0);
    expect(named.filter((name) => name.startsWith('no-data-')).sort()).toEqual(
      promised.map(({ name }) => `no-data-${name}`).sort(),
    );
  });

  it('looks at metrics that the function and the filters really give', () => {
    const given = readFileSync(join(repository, 'lambda/handler/powertools.ts'), 'utf8');
    expect(ours(names.prefix).length).toBeGreaterThan(0);
    for (const [, metric] of ours(names.prefix)) expect(given).toContain(`addMetric('${metric}'`);
    const [[, clean] = ['', undefined]] = resourcesOf(lake, 'AWS::Lambda::Function').filter(([id]) =>
      id.startsWith('Functionclean'),
    );
    expect(clean?.Properties['Environment']).toMatchObject({
      Variables: { POWERTOOLS_METRICS_NAMESPACE: names.prefix },
    });
    const filtered = resourcesOf(lake, 'AWS::Logs::MetricFilter').flatMap(
      ([, { Properties }]) => Properties['MetricTransformations'],
    );
    const totals = ours(`${names.prefix}-totals`);
    expect(totals.length).toBeGreaterThan(0);
    for (const [, MetricName, MetricNamespace] of totals) {
      expect(filtered).toContainEqual(expect.objectContaining({ MetricName, MetricNamespace }));
    }
  });

  it('records who writes to the lake, and who reads what is sensitive', () => {
    const [[, trail] = ['', undefined]] = resourcesOf(lake, 'AWS::CloudTrail::Trail');
    const selected = (
      (trail?.Properties['AdvancedEventSelectors'] ?? []) as { FieldSelectors: Record<string, unknown>[] }[]
    ).map(({ FieldSelectors }) =>
      Object.fromEntries(FieldSelectors.map(({ Field, Equals, StartsWith }) => [Field, Equals ?? StartsWith])),
    );
    const objects = (...uses: Parameters<typeof names.bucketArn>[0][]) => uses.map((use) => `${names.bucketArn(use)}/`);
    expect(selected).toEqual([
      expect.objectContaining({
        readOnly: ['false'],
        'resources.ARN': objects('raw', 'processed', 'final', 'quarantine'),
      }),
      expect.objectContaining({ readOnly: ['true'], 'resources.ARN': objects('raw', 'quarantine') }),
    ]);
  });
});
