import { describe, expect, it } from 'vitest';
import { bucketUsers } from './storage/bucket-users.ts';
import { keyUsers } from './storage/key-users.ts';
import { allows, covers, inlineStatements, policiesOf, statementsOf } from './testing/policies.ts';
import { type Resource, resourcesOf, synthesize } from './testing/synthesize.ts';

const { access, checks, storage, lake, names } = synthesize();
const templates = { access, checks, storage, lake };
const policies = Object.values(templates).flatMap(policiesOf);

const roles = new Map<string, Resource>(
  Object.values(templates).flatMap((template) =>
    resourcesOf(template, 'AWS::IAM::Role').map(([, role]) => [String(role.Properties['RoleName']), role] as const),
  ),
);
const may = (role: string, action: string, resource: string): boolean => {
  const found = roles.get(`${names.prefix}-${role}`);
  return found !== undefined && allows(inlineStatements(found), action, resource);
};
const object = (bucket: Parameters<typeof names.bucketArn>[0], key: string) => `${names.bucketArn(bucket)}/${key}`;

/** Actions that AWS gives no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const withoutResource = [
  /^lakeformation:/,
  /^xray:/,
  /^cloudwatch:(PutMetricData|DescribeAlarms)$/,
  /^logs:(Describe(LogGroups|ResourcePolicies)|PutResourcePolicy|(Create|Get|Update|Delete)LogDelivery|ListLogDeliveries)$/,
  /^kms:(CreateKey|ListAliases)$/,
  /^secretsmanager:GetRandomPassword$/,
  /^lambda:(CreateEventSourceMapping|ListEventSourceMappings)$/,
  /^glue:(Create|Get|Delete)SecurityConfiguration$/,
  /^sns:(Unsubscribe|GetSubscriptionAttributes)$/,
  /^cloudtrail:DescribeTrails$/,
  /^quicksight:DescribeAccountSubscription$/,
  /^quicksight:List(Dashboards|DataSets|Themes)$/,
  /^states:ValidateStateMachineDefinition$/,
  /^cloudformation:(DescribeStackDriftDetectionStatus|BatchDescribeTypeConfigurations)$/,
];

describe('every policy', () => {
  it('is looked at', () => expect(policies.length).toBeGreaterThan(40));

  it('names its actions: no pattern but in what a bucket denies', () => {
    const patterns = policies.flatMap(({ place, statements }) =>
      statements.flatMap(({ effect, actions }) =>
        effect === 'Allow'
          ? actions.filter((action) => action.includes('*')).map((action) => `${place}: ${action}`)
          : [],
      ),
    );
    expect(patterns).toEqual([]);
  });

  it('has * for a resource only in the policy of a key, or where AWS has no resource', () => {
    const wide = policies.flatMap(({ place, type, statements }) =>
      statements.flatMap(({ effect, actions, resources }) =>
        effect === 'Allow' && resources.includes('*') && type !== 'AWS::KMS::Key'
          ? actions
              .filter((action) => !withoutResource.some((one) => one.test(action)))
              .map((one) => `${place}: ${one}`)
          : [],
      ),
    );
    expect(wide).toEqual([]);
  });

  it('lets nobody in from outside: no principal * that is allowed, no other account', () => {
    const open = policies.flatMap(({ place, statements }) =>
      statements
        .filter(({ effect, principals }) => effect === 'Allow' && JSON.stringify(principals ?? '').includes('"*"'))
        .map(({ sid }) => `${place} ${sid}`),
    );
    expect(open).toEqual([]);
    const accounts = new Set(JSON.stringify(templates).match(/(?<=arn:aws:iam::)\d{12}/g));
    expect([...accounts]).toEqual(['123456789012']);
  });

  it('is our own: no managed policy is attached', () => {
    expect([...roles.values()].flatMap(({ Properties }) => Properties['ManagedPolicyArns'] ?? [])).toEqual([]);
  });
});

describe('the boundary', () => {
  const [, boundary] = resourcesOf(access, 'AWS::IAM::ManagedPolicy').find(([, { Properties }]) =>
    String(Properties['ManagedPolicyName']).endsWith('-boundary'),
  ) ?? ['', undefined];
  const most = statementsOf(boundary?.Properties['PolicyDocument']);
  const bounded = resourcesOf(lake, 'AWS::IAM::Role');

  it('is on every role that a workflow deploys', () => {
    expect(bounded.length).toBeGreaterThan(9);
    expect(resourcesOf(storage, 'AWS::IAM::Role')).toEqual([]);
    for (const [id, { Properties }] of bounded) {
      expect([id, JSON.stringify(Properties['PermissionsBoundary'])]).toEqual([
        id,
        expect.stringContaining('policy/sluice-rehearsal-boundary'),
      ]);
    }
  });

  it('covers what each of them is given: none of it is lost without a word', () => {
    const lost = bounded.flatMap(([id, role]) =>
      inlineStatements(role).flatMap(({ actions, resources }) =>
        actions.flatMap((action) =>
          resources
            // A key's, a table's or an asset's ARN is known to CloudFormation only.
            .filter((resource) => resource.startsWith('arn:') && !resource.includes('{'))
            .filter((resource) => !allows(most, action, resource))
            .map((resource) => `${id}: ${action} on ${resource}`),
        ),
      ),
    );
    expect(lost).toEqual([]);
    const actions = new Set(bounded.flatMap(([, role]) => inlineStatements(role).flatMap((one) => one.actions)));
    expect([...actions].filter((action) => !most.some((one) => one.actions.includes(action)))).toEqual([]);
  });

  it('gives nothing of IAM, and fits', () => {
    expect(most.flatMap(({ actions }) => actions).filter((action) => /^(iam|sts|organizations):/.test(action))).toEqual(
      [],
    );
    for (const [id, { Properties }] of resourcesOf(access, 'AWS::IAM::ManagedPolicy')) {
      expect([id, JSON.stringify(Properties['PolicyDocument']).length <= 6144]).toEqual([id, true]);
    }
  });
});

it.each([
  ['access', access, 6],
  ['checks', checks, 2],
] as const)('the %s stack is small enough to be deployed before there is a bucket for templates', (_, stack, least) => {
  expect(Object.values(stack.Resources).length).toBeGreaterThanOrEqual(least);
  // CDK sends YAML, which is as long: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  expect(JSON.stringify(stack, null, 1).length).toBeLessThan(51_200);
});

it('inline policies of a role fit: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html', () => {
  expect(roles.size).toBeGreaterThan(15);
  for (const [name, { Properties }] of roles)
    expect([name, JSON.stringify(Properties['Policies'] ?? []).length <= 10_240]).toEqual([name, true]);
});

describe('who may touch objects', () => {
  it.each([
    ['clean', 's3:GetObject', 'raw', true],
    ['clean', 's3:PutObject', 'raw', false],
    ['clean', 's3:PutObject', 'processed', true],
    ['clean', 's3:PutObject', 'quarantine', true],
    ['clean', 's3:GetObject', 'quarantine', false],
    ['clean', 's3:PutObject', 'final', false],
    ['transform', 's3:GetObject', 'processed', true],
    ['transform', 's3:PutObject', 'processed', false],
    ['transform', 's3:PutObject', 'final', true],
    ['transform', 's3:GetObject', 'raw', false],
    ['transform', 's3:GetObject', 'quarantine', false],
    ['crawler', 's3:GetObject', 'raw', true],
    ['crawler', 's3:PutObject', 'raw', false],
    ['crawler', 's3:GetObject', 'quarantine', false],
    ['lake-formation', 's3:GetObject', 'final', true],
    ['lake-formation', 's3:PutObject', 'final', false],
    ['reader-analysts', 's3:GetObject', 'final', false],
    ['reader-analysts', 's3:GetObject', 'processed', false],
    ['quicksight', 's3:GetObject', 'final', false],
    ['run-step', 's3:GetObject', 'processed', false],
    ['run-step', 's3:PutObject', 'processed', false],
    ['quicksight', 's3:GetObject', 'processed', false],
    ['start-run', 's3:GetObject', 'processed', false],
    ['upload', 's3:PutObject', 'raw', true],
    ['upload', 's3:GetObject', 'raw', false],
    ['upload', 's3:DeleteObject', 'raw', false],
    ['upload', 's3:PutObject', 'processed', false],
    ['erase', 's3:PutObject', 'raw', true],
    ['erase', 's3:DeleteObjectVersion', 'raw', true],
    ['erase', 's3:DeleteObjectVersion', 'quarantine', true],
    ['erase', 's3:GetObject', 'quarantine', false],
    ['erase', 's3:GetObject', 'processed', false],
    ['erase', 's3:PutObject', 'processed', false],
    ['erase', 's3:PutObject', 'final', false],
    ['clean', 's3:DeleteObjectVersion', 'raw', false],
    ['plan', 's3:GetObject', 'raw', false],
    ['deploy', 's3:GetObject', 'raw', false],
    ['drift', 's3:GetObject', 'raw', false],
    ['drift', 's3:GetObject', 'processed', false],
    ['drift', 's3:GetObject', 'final', false],
    ['drift', 's3:GetObject', 'quarantine', false],
    ['drift', 's3:PutObject', 'raw', false],
    ['verify', 's3:GetObject', 'final', false],
    ['verify', 's3:GetObject', 'results', false],
    ['verify', 's3:PutObject', 'final', false],
    ['smoke', 's3:PutObject', 'raw', false],
    ['smoke', 's3:GetObject', 'raw', false],
    ['smoke', 's3:DeleteObject', 'raw', false],
    ['smoke', 's3:GetObject', 'processed', false],
    ['smoke', 's3:GetObject', 'final', false],
    ['smoke', 's3:GetObject', 'quarantine', false],
    ['smoke', 's3:GetObject', 'results', false],
    ['data', 's3:PutObject', 'raw', true],
    ['data', 's3:GetObject', 'quarantine', false],
    ['data', 's3:PutObject', 'final', false],
    ['data', 's3:GetObject', 'final', false],
  ] as const)('%s: %s in %s: %s', (role, action, bucket, expected) => {
    expect(roles.has(`${names.prefix}-${role}`)).toBe(true);
    expect(may(role, action, object(bucket, 'orders/2026-10.csv'))).toBe(expected);
  });

  it('who publishes writes the metadata of tables, and no row', () => {
    expect(may('data', 's3:PutObject', object('final', 'sales_daily/metadata/00000.metadata.json'))).toBe(true);
    expect(may('data', 's3:GetObject', object('final', 'sales_daily/data/00000.parquet'))).toBe(false);
  });

  it('who runs a step again sees what came of it and asks for more, and reads no row', () => {
    expect(may('data', 's3:GetObject', object('final', '_transforms/a.json'))).toBe(true);
    expect(may('data', 's3:PutObject', object('final', '_transforms/a.json'))).toBe(false);
    expect(may('data', 's3:GetObject', object('processed', '_reports/orders/a.csv/0.json'))).toBe(true);
    expect(may('data', 's3:GetObject', object('processed', '_rejects/orders/a.csv/0.csv'))).toBe(false);
    expect(may('data', 'sqs:SendMessage', names.arn('sqs', names.named('clean')))).toBe(true);
    expect(may('data', 'sqs:ReceiveMessage', names.arn('sqs', names.named('clean')))).toBe(false);
    expect(may('data', 'sqs:StartMessageMoveTask', names.arn('sqs', names.named('clean-dead')))).toBe(true);
    expect(may('data', 'sqs:PurgeQueue', names.arn('sqs', names.named('clean-dead')))).toBe(false);
  });

  it('who looks for drift reads what sync noted, and who verifies what runs recorded, and no other object', () => {
    expect(may('drift', 's3:GetObject', object('processed', '_sync/manifest.json'))).toBe(true);
    expect(may('drift', 's3:GetObject', object('processed', '_sync/other.json'))).toBe(false);
    expect(may('verify', 's3:GetObject', object('final', '_transforms/a.json'))).toBe(true);
    expect(may('verify', 'sts:AssumeRole', names.roleArn('reader-analysts'))).toBe(true);
    expect(may('verify', 'sts:AssumeRole', names.roleArn('data'))).toBe(false);
  });

  it('who looks for drift changes nothing: each action reads, or has CloudFormation read', () => {
    const drift = roles.get(`${names.prefix}-drift`);
    const actions = drift === undefined ? [] : inlineStatements(drift).flatMap((one) => one.actions);
    expect(actions.length).toBeGreaterThan(100);
    const reading = /:(Get|Describe|List|BatchDescribe|View)|^cloudformation:DetectStack|^kms:Decrypt$/;
    expect(actions.filter((action) => !reading.test(action))).toEqual([]);
    expect(actions).not.toContain('secretsmanager:GetSecretValue');
    expect(actions).not.toContain('lakeformation:GetDataAccess');
  });

  it('an audience keeps its answers apart from the other', () => {
    expect(may('reader-analysts', 's3:PutObject', object('results', 'analysts/a.csv'))).toBe(true);
    expect(may('reader-analysts', 's3:GetObject', object('results', 'privacy/a.csv'))).toBe(false);
    expect(
      may('reader-analysts', 'athena:StartQueryExecution', names.arn('athena', 'workgroup/sluice-rehearsal-privacy')),
    ).toBe(false);
  });

  it('each guarded bucket denies reading and writing to all but the matrix, and roles do not hope in vain', () => {
    const documents = resourcesOf(storage, 'AWS::S3::BucketPolicy').map(([id, { Properties }]) => ({
      id,
      statements: statementsOf(Properties['PolicyDocument']),
    }));
    for (const [use, { read, write }] of Object.entries(bucketUsers)) {
      const statements = documents.find(({ id }) => id.startsWith(`Bucket${use}Policy`))?.statements ?? [];
      for (const [sid, users, action] of [
        ['NobodyElseReads', read, 's3:GetObject'],
        ['NobodyElseWrites', write, 's3:PutObject'],
      ] as const) {
        const denied = statements.find((one) => one.sid === sid);
        expect(denied).toMatchObject({ effect: 'Deny', principals: { AWS: '*' } });
        expect(denied?.actions).toContain(action);
        const exempt = [denied?.conditions['ArnNotEquals']?.['aws:PrincipalArn']].flat();
        expect(exempt).toHaveLength(users.length);
        const stem = use as keyof typeof bucketUsers;
        const hopeful = [...roles.keys()].filter((role) =>
          may(role.replace(`${names.prefix}-`, ''), action, object(stem, '_transforms/a')),
        );
        expect(hopeful.filter((role) => !exempt.includes(`arn:aws:iam::123456789012:role/${role}`))).toEqual([]);
      }
    }
  });
});

describe('who may use which key', () => {
  const keys = resourcesOf(storage, 'AWS::KMS::Key').map(([id, { Properties }]) => ({
    id,
    use: id.replace(/^Key/, '').replace(/[0-9A-F]{8}$/, ''),
    statements: statementsOf(Properties['KeyPolicy']),
  }));

  it('is the matrix, and nobody else: the account itself may administer a key, not use it', () => {
    const given = keys.map(({ use, statements }) => {
      const users = (sid: string) =>
        [statements.find((one) => one.sid === sid)?.conditions['ArnEquals']?.['aws:PrincipalArn'] ?? []]
          .flat()
          .map((arn) => String(arn).replace(/^.*role\/(sluice-rehearsal-)?/, ''));
      return `${use}: decrypt ${users('Decrypt').join(', ')}; encrypt ${users('Encrypt').join(', ')}`;
    });
    expect(given.sort()).toMatchInlineSnapshot(`
      [
        "lake: decrypt clean, transform, run-step, crawler, lake-formation, quicksight, data, drift, verify, erase, steward, smoke; encrypt clean, transform, run-step, data, erase, steward",
        "quarantine: decrypt clean, steward, smoke; encrypt clean",
        "raw: decrypt upload, clean, crawler, data, erase, steward; encrypt upload, data, erase",
        "results: decrypt reader-analysts, reader-logistics, reader-sales-europe, reader-privacy, reader-security, quicksight; encrypt reader-analysts, reader-logistics, reader-sales-europe, reader-privacy, reader-security, quicksight",
        "token: decrypt clean, cdk-sluice-cfn-exec-role-123456789012-us-east-1; encrypt cdk-sluice-cfn-exec-role-123456789012-us-east-1",
        "watching: decrypt state-machine; encrypt state-machine",
      ]
    `);
    // A statement more would be somebody more, as CDK's constructs add them unasked.
    expect(keys.map(({ use, statements }) => [use, ...statements.map(({ sid }) => sid)].join(' ')).sort()).toEqual([
      'lake AdministerWithoutUse Decrypt Encrypt',
      'quarantine AdministerWithoutUse Decrypt Encrypt',
      'raw AdministerWithoutUse Decrypt Encrypt',
      'results AdministerWithoutUse Decrypt Encrypt',
      'token AdministerWithoutUse Decrypt Encrypt',
      'watching AdministerWithoutUse Decrypt Encrypt Watchers Logs',
    ]);
    const administers = keys.flatMap(({ statements }) =>
      statements.filter(({ sid }) => sid === 'AdministerWithoutUse'),
    );
    expect(administers).toHaveLength(Object.keys(keyUsers).length);
    for (const { actions } of administers) {
      expect(actions.filter((action) => /crypt|DataKey|CreateGrant|Sign|Mac/.test(action))).toEqual([]);
    }
  });

  it('only through the service that keeps the data', () => {
    for (const { use, statements } of keys) {
      for (const one of statements.filter(({ sid }) => sid === 'Decrypt' || sid === 'Encrypt')) {
        expect([use, one.conditions['StringEquals']]).toEqual([
          use,
          { 'kms:ViaService': expect.stringMatching(/^(s3|secretsmanager|sns)\.us-east-1\.amazonaws\.com$/) },
        ]);
      }
    }
  });

  it('keeps raw records of quarantine from everything that runs but the clean function and the smoke, which reads its own', () => {
    const users = JSON.stringify(keys.find(({ use }) => use === 'quarantine')?.statements);
    expect([...users.matchAll(/role\/([a-z-]+)/g)].map(([, role]) => role).sort()).toEqual([
      'sluice-rehearsal-clean',
      'sluice-rehearsal-clean',
      'sluice-rehearsal-smoke',
      'steward',
    ]);
  });
});

it('reads patterns as IAM does', () => {
  expect(covers('arn:aws:s3:::b/*', 'arn:aws:s3:::b/x/y')).toBe(true);
  expect(covers('arn:aws:s3:::b/*', 'arn:aws:s3:::b2/x')).toBe(false);
  expect(covers('arn:aws:s3:::b', 'arn:aws:s3:::bb')).toBe(false);
  expect(covers('a.c', 'abc')).toBe(false);
});
