import { describe, expect, it, vi } from 'vitest';
import { statementsOf } from '../testing/policies.ts';
import { resourcesOf, synthesize, type TemplateJson } from '../testing/synthesize.ts';

vi.setConfig({ testTimeout: 60_000 });

const { storage, lake, names, environment } = synthesize();

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

  it('of one invocation are fewer than the tries that a message has: each try finishes one file at least', () => {
    expect(Number(mappings['EventsOfRaw']?.['BatchSize'])).toBeLessThan(5);
  });

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
