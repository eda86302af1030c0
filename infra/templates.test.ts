import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { statementsOf } from './testing/policies.ts';
import { repository, resourcesOf, synthesize, type TemplateJson } from './testing/synthesize.ts';

vi.setConfig({ testTimeout: 60_000 });

const { access, storage, lake, names, environment } = synthesize();

/** Properties by the logical id without CDK's hash. */
const propertiesOf = (template: TemplateJson, type: string): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    resourcesOf(template, type).map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), { ...Properties }]),
  );

describe('storage', () => {
  const buckets = propertiesOf(storage, 'AWS::S3::Bucket');

  it('has six buckets, none of them public, each with a lifecycle, each but the logs with its key and access logs', () => {
    expect(Object.keys(buckets).sort()).toEqual(
      ['final', 'logs', 'processed', 'quarantine', 'raw', 'results'].map((use) => `Bucket${use}`),
    );
    for (const [id, properties] of Object.entries(buckets)) {
      expect([id, properties]).toEqual([
        id,
        expect.objectContaining({
          BucketName: expect.stringMatching(/^csv-[a-z-]+-rehearsal-123456789012-us-east-1$/),
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LifecycleConfiguration: { Rules: expect.arrayContaining([expect.objectContaining({ Status: 'Enabled' })]) },
        }),
      ]);
      const [rule] = (
        properties['BucketEncryption'] as { ServerSideEncryptionConfiguration: Record<string, unknown>[] }
      ).ServerSideEncryptionConfiguration;
      const aes = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
      const kms = {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.anything() },
      };
      expect([id, rule]).toEqual([id, id === 'Bucketlogs' ? aes : kms]);
      expect([id, 'LoggingConfiguration' in properties]).toEqual([id, id !== 'Bucketlogs']);
    }
  });

  it('ends incomplete uploads in the buckets that the function writes, and versions what a person may have to be erased from', () => {
    for (const id of ['Bucketprocessed', 'Bucketquarantine', 'Bucketraw', 'Bucketfinal']) {
      expect(JSON.stringify(buckets[id]?.['LifecycleConfiguration'])).toContain(
        '"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":1}',
      );
      expect(JSON.stringify(buckets[id]?.['LifecycleConfiguration'])).toContain('"NoncurrentVersionExpiration"');
      expect(buckets[id]?.['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    }
  });

  it('takes TLS only', () => {
    const policies = Object.values(propertiesOf(storage, 'AWS::S3::BucketPolicy'));
    expect(policies).toHaveLength(6);
    for (const { PolicyDocument } of policies) {
      expect(statementsOf(PolicyDocument)).toContainEqual(
        expect.objectContaining({
          effect: 'Deny',
          actions: ['s3:*'],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  it('keeps what holds data when it is protected, unless its creation failed', () => {
    const guarded = synthesize({ ...environment, protect: true });
    for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret']) {
      for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of resourcesOf(guarded.storage, type)) {
        expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
      }
    }
  });
});

describe('events', () => {
  const queues = propertiesOf(storage, 'AWS::SQS::Queue');
  const functions = propertiesOf(lake, 'AWS::Lambda::Function');
  const mappings = propertiesOf(lake, 'AWS::Lambda::EventSourceMapping');

  it.each([
    ['clean', 'EventsOfRaw'],
    ['runs', 'EventsOfManifests'],
  ])(
    'of %s hide for six times the function’s timeout, are given up after five tries, and are kept 14 days',
    (name, mapping) => {
      const { FunctionName } = mappings[mapping] ?? {};
      const id = JSON.stringify(FunctionName).replace(/^.*"Ref":"(\w+?)[0-9A-F]{8}".*$/, '$1');
      expect(Number(queues[`Queue${name}`]?.['VisibilityTimeout'])).toBe(6 * Number(functions[id]?.['Timeout']));
      expect(queues[`Queue${name}`]).toMatchObject({
        MessageRetentionPeriod: 14 * 86_400,
        SqsManagedSseEnabled: true,
        RedrivePolicy: { maxReceiveCount: 5 },
      });
      expect(mappings[mapping]).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
      expect(mappings[mapping]?.['ScalingConfig']).toEqual({
        MaximumConcurrency: name === 'clean' ? environment.clean.concurrency : 2,
      });
    },
  );

  it('come from their bucket in this account alone, and the bucket waits for the queue’s policy', () => {
    for (const [use, queue] of [
      ['raw', 'clean'],
      ['processed', 'runs'],
    ] as const) {
      const policy = resourcesOf(storage, 'AWS::SQS::QueuePolicy').find(([id]) => id.startsWith(`Queue${queue}Policy`));
      const [allowed, ...others] = statementsOf(policy?.[1].Properties['PolicyDocument']).filter(
        ({ effect }) => effect === 'Allow',
      );
      expect(others).toEqual([]);
      expect(allowed).toMatchObject({
        actions: ['sqs:SendMessage'],
        principals: { Service: 's3.amazonaws.com' },
        conditions: {
          ArnEquals: { 'aws:SourceArn': names.bucketArn(use) },
          StringEquals: { 'aws:SourceAccount': '123456789012' },
        },
      });
      const [, bucket] = resourcesOf(storage, 'AWS::S3::Bucket').find(([id]) => id.startsWith(`Bucket${use}`)) ?? [
        '',
        undefined,
      ];
      expect(bucket?.DependsOn).toContain(policy?.[0]);
      expect(bucket?.Properties['NotificationConfiguration']).toMatchObject({
        QueueConfigurations: expect.arrayContaining([expect.objectContaining({ Event: 's3:ObjectRemoved:*' })]),
      });
    }
  });

  it('of manifests alone ask for a run, so that what a run writes never starts one', () => {
    const filters = JSON.stringify(
      resourcesOf(storage, 'AWS::S3::Bucket').find(([id]) => id.startsWith('Bucketprocessed'))?.[1].Properties[
        'NotificationConfiguration'
      ],
    );
    expect(filters.match(/"Value":"[^"]+"/g)).toEqual(
      Array.from({ length: 3 }, () => ['"Value":"_manifests/"', '"Value":".json"']).flat(),
    );
    const final = resourcesOf(storage, 'AWS::S3::Bucket').find(([id]) => id.startsWith('Bucketfinal'));
    expect(final?.[1].Properties['NotificationConfiguration']).toBeUndefined();
  });
});

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
  ])('%s: GitHub’s jobs with exactly these subjects, in both forms', (role, contexts) => {
    const trust = trustOf(access, role);
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

  it('of services is for this account where a service works for many', () => {
    for (const role of ['lake-formation', 'quicksight']) {
      expect(trustOf(lake, role)[0]?.conditions).toEqual({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
    }
  });

  it('of audiences is for the people that the environment names', () => {
    expect(trustOf(lake, 'reader-privacy')[0]?.principals).toEqual({
      AWS: 'arn:aws:iam::123456789012:role/privacy-officer',
    });
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
    expect(types(skipping.lake)).not.toContain('AWS::CloudTrail::Trail');
    expect(types(skipping.lake)).not.toContain('AWS::LakeFormation::DataLakeSettings');
    expect(JSON.stringify(skipping.lake)).not.toMatch(/quicksight/i);
  });
});

it('the machine is the one of state-machine, with every place filled in', () => {
  const [[, machine] = ['', undefined]] = resourcesOf(lake, 'AWS::StepFunctions::StateMachine');
  const text = String(machine?.Properties['DefinitionString']);
  const places = new Set(text.match(/(?<=\$\{)\w+(?=\})/g));
  expect(Object.keys(machine?.Properties['DefinitionSubstitutions'] ?? {}).sort()).toEqual([...places].sort());
  expect(readFileSync(join(repository, 'infra/state-machine/run.asl.json'), 'utf8')).toContain('"StartAt": "Settle"');
});
