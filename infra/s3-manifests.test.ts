import { describe, expect, it, vi } from 'vitest';
import type { RoleUse } from './names/names.ts';
import { allows, inlineStatements } from './testing/policies.ts';
import { rehearsal, resourcesOf, synthesize, type Templates } from './testing/synthesize.ts';

vi.setConfig({ testTimeout: 120_000 });

const may = ({ lake, names }: Templates, role: RoleUse, action: string, key: string): boolean => {
  const found = resourcesOf(lake, 'AWS::IAM::Role').find(([, one]) => one.Properties['RoleName'] === names.role(role));
  return found !== undefined && allows(inlineStatements(found[1]), action, `${names.bucketArn('processed')}/${key}`);
};

describe('where an environment names a dataset', () => {
  const made = synthesize({ ...rehearsal(), analytics: { s3Manifests: ['movies'] } });

  it.each([
    ['quicksight', 's3:GetObject', 'movies/movies.csv/0123456789abcdef/part-00000.csv', true],
    ['quicksight', 's3:GetObject', '_quicksight/movies/manifest.json', true],
    ['quicksight', 's3:PutObject', '_quicksight/movies/manifest.json', false],
    ['quicksight', 's3:GetObject', '_quicksight/items/manifest.json', false],
    ['quicksight', 's3:GetObject', 'movies_more/a.csv/0123456789abcdef/part-00000.csv', false],
    ['quicksight', 's3:GetObject', 'user_logs/2026-W39.csv/0123456789abcdef/part-00000.csv', false],
    ['quicksight', 's3:GetObject', '_rejects/movies/movies.csv/0123456789abcdef.csv', false],
    ['quicksight', 's3:GetObject', '_manifests/movies/movies.csv.json', false],
    ['run-step', 's3:GetObject', '_manifests/movies/movies.csv.json', true],
    ['run-step', 's3:GetObject', '_manifests/user_logs/2026-W39.csv.json', false],
    ['run-step', 's3:PutObject', '_manifests/movies/movies.csv.json', false],
    ['run-step', 's3:GetObject', 'movies/movies.csv/0123456789abcdef/part-00000.csv', false],
    ['run-step', 's3:PutObject', '_quicksight/movies/manifest.json', true],
    ['run-step', 's3:DeleteObject', '_quicksight/movies/manifest.json', true],
    ['reader-analysts', 's3:GetObject', 'movies/movies.csv/0123456789abcdef/part-00000.csv', false],
  ] as const)('%s: %s %s: %s', (role, action, key, expected) => expect(may(made, role, action, key)).toBe(expected));

  it('each run writes manifests', () => {
    const [[, machine] = ['', undefined]] = resourcesOf(made.lake, 'AWS::StepFunctions::StateMachine');
    expect(String(machine?.Properties['DefinitionString'])).toContain('"WriteS3Manifests"');
  });
});

describe('where it names none, only such as not everybody may see, or has no QuickSight', () => {
  const { analytics: _, ...without } = rehearsal();
  const none = synthesize(without);

  it('nobody follows manifests, nobody writes them, and no run tries', () => {
    expect(JSON.stringify(none.lake)).not.toMatch(/_quicksight|S3_MANIFESTS|WriteS3Manifests/);
    expect(JSON.stringify(none.storage)).not.toContain('sluice-rehearsal-quicksight"],"BoolIfExists');
    expect(may(none, 'quicksight', 's3:GetObject', 'movies/a.csv/0123456789abcdef/part-00000.csv')).toBe(false);
    expect(may(none, 'run-step', 's3:PutObject', '_quicksight/movies/manifest.json')).toBe(false);
    const processed = resourcesOf(none.storage, 'AWS::S3::BucketPolicy').find(([id]) =>
      id.startsWith('Bucketprocessed'),
    );
    expect(JSON.stringify(processed)).not.toMatch(/sluice-rehearsal-(quicksight|run-step)/);
  });

  it('the same templates come of names that the check of environments would refuse', () => {
    const refused = synthesize({
      ...without,
      analytics: { s3Manifests: ['user_logs', '_rejects', 'no_such_dataset'] },
    });
    expect(refused.lake).toEqual(none.lake);
    expect(refused.storage).toEqual(none.storage);
  });
});
