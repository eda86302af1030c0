import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { statementsOf } from './testing/policies.ts';
import { repository, resourcesOf, synthesize, type TemplateJson } from './testing/synthesize.ts';

vi.setConfig({ testTimeout: 60_000 });

const { access, checks, storage, lake, names, environment } = synthesize();

describe('functions', () => {
  it('run on Node 24 and arm64, traced, with more than the 3 seconds that AWS would give', () => {
    const functions = resourcesOf(lake, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(3);
    for (const [id, { Properties }] of functions) {
      expect([id, Properties]).toEqual([
        id,
        expect.objectContaining({
          Runtime: 'nodejs24.x',
          Architectures: ['arm64'],
          TracingConfig: { Mode: 'Active' },
          LoggingConfig: expect.objectContaining({ LogGroup: expect.anything() }),
        }),
      ]);
      expect(Number(Properties['Timeout'])).toBeGreaterThanOrEqual(30);
      expect(JSON.stringify(Properties['Environment'])).not.toMatch(/TOKEN_KEY"|SECRET_ACCESS/);
    }
  });
});

describe('trust', () => {
  const trustOf = (template: TemplateJson, role: string) =>
    statementsOf(
      resourcesOf(template, 'AWS::IAM::Role').find(
        ([, { Properties }]) => Properties['RoleName'] === `${names.prefix}-${role}`,
      )?.[1].Properties['AssumeRolePolicyDocument'],
    );

  it.each([
    ['plan', ['pull_request', 'ref:refs/heads/main']],
    ['deploy', ['environment:rehearsal']],
    ['data', ['environment:rehearsal-data']],
    ['drift', ['ref:refs/heads/main']],
    ['verify', ['environment:rehearsal-data']],
  ])('%s: GitHub’s jobs with exactly these subjects, in both forms', (role, contexts) => {
    const trust = [...trustOf(access, role), ...trustOf(checks, role)];
    expect(trust).toHaveLength(1);
    expect(trust[0]?.actions).toEqual(['sts:AssumeRoleWithWebIdentity']);
    expect(trust[0]?.conditions).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': contexts.flatMap((context) => [
          `repo:example/sluice:${context}`,
          `repo:example@1000001/sluice@2000002:${context}`,
        ]),
      },
    });
  });

  it.each([
    ['plan', undefined],
    ['deploy', 7200],
    ['data', 14_400],
    ['drift', undefined],
    ['verify', undefined],
  ])('%s: its credentials live for an hour, or as long as its job needs: %s s', (use, seconds) => {
    const [role] = [access, checks]
      .flatMap((template) => resourcesOf(template, 'AWS::IAM::Role'))
      .filter(([, { Properties }]) => Properties['RoleName'] === `${names.prefix}-${use}`);
    expect(role?.[1].Properties['MaxSessionDuration']).toBe(seconds);
  });

  it('of services is for this account where a service works for many', () => {
    for (const role of ['lake-formation', 'quicksight']) {
      expect(trustOf(lake, role)[0]?.conditions).toEqual({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
    }
  });

  it('of audiences is for the people that the environment names, for the smoke, and for who verifies', () => {
    expect(trustOf(lake, 'reader-privacy').map(({ principals }) => principals)).toEqual([
      {
        AWS: [
          'arn:aws:iam::123456789012:role/privacy-officer',
          'arn:aws:iam::123456789012:role/sluice-rehearsal-smoke',
          'arn:aws:iam::123456789012:role/sluice-rehearsal-verify',
        ],
      },
    ]);
  });

  it('of the smoke, which may be every audience, is for administrators alone', () => {
    expect(trustOf(access, 'smoke').map(({ principals }) => principals)).toEqual([
      { AWS: 'arn:aws:iam::123456789012:role/administrator' },
    ]);
  });
});

describe('what belongs to others', () => {
  it('is not made here: no Iceberg table, no custom resource, no wildcard of a managed name', () => {
    const types = new Set(
      [access, storage, lake].flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)),
    );
    expect(
      [...types].filter((type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource'),
    ).toEqual([]);
    expect(JSON.stringify(lake)).not.toContain('OpenTableFormatInput');
  });

  it('has no default permissions, and admins are added, not replaced', () => {
    expect(resourcesOf(lake, 'AWS::Glue::Database')).toHaveLength(3);
    for (const [, { Properties }] of resourcesOf(lake, 'AWS::Glue::Database')) {
      expect(Properties['DatabaseInput']).toMatchObject({ CreateTableDefaultPermissions: [] });
    }
    const [[, settings] = ['', undefined]] = resourcesOf(lake, 'AWS::LakeFormation::DataLakeSettings');
    expect(settings?.Properties).toMatchObject({
      MutationType: 'APPEND',
      CreateDatabaseDefaultPermissions: [],
      CreateTableDefaultPermissions: [],
    });
  });

  it('is left alone when the environment says so', () => {
    const skipping = synthesize({
      ...environment,
      once: { githubProvider: 'import', trail: 'skip', lakeFormation: 'skip', quickSight: 'skip' },
    });
    const types = (template: TemplateJson) => new Set(Object.values(template.Resources).map(({ Type }) => Type));
    expect(types(skipping.access)).not.toContain('AWS::IAM::OIDCProvider');
    expect(JSON.stringify(skipping.access)).toContain(
      'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
    );
    expect(types(skipping.checks)).toEqual(new Set(['AWS::IAM::Role']));
    expect(types(skipping.lake)).not.toContain('AWS::CloudTrail::Trail');
    expect(types(skipping.lake)).not.toContain('AWS::LakeFormation::DataLakeSettings');
    expect(JSON.stringify(skipping.lake)).not.toMatch(/quicksight/i);
  });
});

it('without workflows there is nobody to check, and no stack of theirs', () => {
  const alone = synthesize({ ...environment, once: { ...environment.once, githubProvider: 'skip' } });
  expect(alone.checks.Resources).toEqual({});
  expect(JSON.stringify(alone.lake)).not.toMatch(/role\/sluice-rehearsal-(drift|verify)/);
});

describe('governance', () => {
  it('grants databases by name: audiences may only see that final is there, until sluice catalog says more', () => {
    const grants = resourcesOf(lake, 'AWS::LakeFormation::PrincipalPermissions').map(([, { Properties }]) => {
      const { Principal, Resource, Permissions, PermissionsWithGrantOption } = Properties;
      expect(PermissionsWithGrantOption).toEqual([]);
      const who = JSON.stringify(Principal).match(/role\/([\w-]+)/)?.[1];
      const what = JSON.stringify(Resource).match(/sluice_rehearsal_\w+|csv-[\w-]+/)?.[0];
      return `${who}: ${[Permissions].flat().join(', ')} on ${'Table' in Object(Resource) ? 'every table of ' : ''}${what}`;
    });
    expect(grants.sort()).toMatchInlineSnapshot(`
      [
        "sluice-rehearsal-crawler: ALTER, DROP, DESCRIBE on every table of sluice_rehearsal_discovered",
        "sluice-rehearsal-crawler: CREATE_TABLE, DESCRIBE on sluice_rehearsal_discovered",
        "sluice-rehearsal-data: ALTER, DESCRIBE on every table of sluice_rehearsal_final",
        "sluice-rehearsal-data: CREATE_TABLE, DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-data: DATA_LOCATION_ACCESS on csv-final-data-rehearsal-123456789012-us-east-1",
        "sluice-rehearsal-data: DESCRIBE on every table of sluice_rehearsal_discovered",
        "sluice-rehearsal-quicksight: DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-reader-analysts: DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-reader-logistics: DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-reader-privacy: DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-reader-sales-europe: DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-reader-security: DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-transform: CREATE_TABLE, DESCRIBE on sluice_rehearsal_final",
        "sluice-rehearsal-transform: DATA_LOCATION_ACCESS on csv-final-data-rehearsal-123456789012-us-east-1",
        "sluice-rehearsal-transform: SELECT, INSERT, DELETE, ALTER, DESCRIBE on every table of sluice_rehearsal_final",
        "steward: DESCRIBE on sluice_rehearsal_processed",
        "steward: SELECT, DESCRIBE on every table of sluice_rehearsal_processed",
      ]
    `);
  });
});

it('the machine is the one of state-machine, with every place filled in', () => {
  const [[, machine] = ['', undefined]] = resourcesOf(lake, 'AWS::StepFunctions::StateMachine');
  const text = String(machine?.Properties['DefinitionString']);
  const places = new Set(text.match(/(?<=\$\{)\w+(?=\})/g));
  expect(Object.keys(machine?.Properties['DefinitionSubstitutions'] ?? {}).sort()).toEqual([...places].sort());
  expect(readFileSync(join(repository, 'infra/state-machine/run.asl.json'), 'utf8')).toContain('"StartAt": "Settle"');
});
