import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { compareTemplates } from './compare-templates.ts';
import { describePlan } from './describe-plan.ts';
import { parseDeployed } from './parse-deployed.ts';
import { planInfra } from './plan-infra.ts';
import { readAssembly, type Template } from './read-assembly.ts';

const bucket = (properties: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: 'one',
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    ...properties,
  },
});
const policy = (statement: object) => ({
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyName: 'p', Roles: ['reader'], PolicyDocument: { Statement: [statement] } },
});
const template = (resources: object): Template => ({ Resources: resources });

describe('what a deploy would do', () => {
  test('to nothing is to make everything', () => {
    const plan = compareTemplates('s', undefined, template({ Raw1234ABCD: bucket() }));
    expect(plan).toEqual({
      ...{ name: 's', exists: false, opens: [] },
      changes: [{ action: 'add', type: 'AWS::S3::Bucket', id: 'Raw' }],
    });
  });

  test('to the same is nothing', () => {
    const one = template({ Raw: bucket() });
    expect(compareTemplates('s', one, one)).toMatchObject({ exists: true, changes: [], opens: [] });
  });

  test('says which property is changed, and which one forces another resource in its place', () => {
    const tagged = bucket({ Tags: [{ Key: 'a', Value: 'b' }] });
    const changed = compareTemplates('s', template({ Raw: bucket() }), template({ Raw: tagged }));
    expect(changed.changes).toEqual([{ action: 'change', type: 'AWS::S3::Bucket', id: 'Raw', why: 'Tags' }]);
    const renamed = bucket({ BucketName: 'two', Tags: [{ Key: 'a', Value: 'b' }] });
    const replaced = compareTemplates('s', template({ Raw: bucket() }), template({ Raw: renamed }));
    expect(replaced.changes).toEqual([{ action: 'replace', type: 'AWS::S3::Bucket', id: 'Raw', why: 'BucketName' }]);
  });

  test('tells what is deleted from what is kept', () => {
    const before = template({ Raw: bucket(), Kept: { ...bucket(), DeletionPolicy: 'Retain' } });
    const { changes } = compareTemplates('s', before, template({}));
    expect(changes.map(({ action, id }) => [action, id])).toEqual([
      ['destroy', 'Raw'],
      ['orphan', 'Kept'],
    ]);
  });

  test('names each thing that is opened: a statement that allows, one that no longer denies, public access', () => {
    const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::one/*' };
    const deny = { ...allow, Effect: 'Deny' };
    const before = template({ Raw: bucket(), Policy: policy(deny) });
    const after = template({
      Raw: bucket({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
      Policy: policy(allow),
    });
    const { opens } = compareTemplates('s', before, after);
    expect(opens.map(({ what }) => what).sort()).toEqual([
      ...['public-access', 'public-access', 'public-access', 'statement', 'statement'],
    ]);
    expect(opens.map(({ text }) => text)).toContain('allows AWS:reader: s3:GetObject on arn:aws:s3:::one/*');
    expect(opens.map(({ text }) => text)).toContain('no longer denies AWS:reader: s3:GetObject on arn:aws:s3:::one/*');
    // The other way round nothing is opened.
    expect(compareTemplates('s', after, before).opens).toEqual([]);
  });

  test('is read with losses marked', () => {
    const plan = planInfra('x', new Map([['s', template({})]]), new Map([['s', template({ Raw: bucket() })]]));
    expect(describePlan(plan)).toEqual(['s: 1 change', '  - destroy AWS::S3::Bucket Raw; WHAT IT HOLDS IS GONE']);
  });
});

test.each([
  [template({}), template({}), 's: no change'],
  [template({ Raw: bucket() }), undefined, 's: new, 1 resource'],
  [template({ Raw: bucket(), Final: bucket() }), undefined, 's: new, 2 resources'],
  [template({ Raw: bucket(), Final: bucket() }), template({}), 's: 2 changes'],
])('a plan counts as people do: %#', (after, before, expected) => {
  const plan = planInfra('x', new Map([['s', after]]), new Map(before === undefined ? [] : [['s', before]]));
  expect(describePlan(plan)[0]).toBe(expected);
});

describe('the hash of a plan', () => {
  const [one, two] = [template({ Raw: bucket() }), template({ Raw: bucket({ BucketName: 'two' }) })];
  const hash = (after: Template, before?: Template) =>
    planInfra('x', new Map([['s', after]]), before === undefined ? new Map() : new Map([['s', before]])).hash;

  test('is of what is deployed and of what would be, and not of the order of keys', () => {
    expect(new Set([hash(one), hash(two), hash(two, one), hash(one, two), hash(one, one)]).size).toBe(5);
    const reordered = template({ Raw: { Properties: bucket().Properties, Type: 'AWS::S3::Bucket' } });
    expect(hash(reordered, one)).toBe(hash(one, one));
  });
});

describe('a template as CloudFormation keeps it', () => {
  const known = {
    Resources: { Raw: bucket({ Tags: [{ Key: 'yes', Value: 'no' }], Version: '2012-10-17', Days: '010', On: true }) },
    Outputs: { A: { Value: { 'Fn::GetAtt': ['Raw', 'Arn'] } } },
  };

  test.each([
    ['JSON', JSON.stringify(known)],
    ['indented JSON', JSON.stringify(known, undefined, 1)],
    ['YAML, as cdk sends it', stringify(known, { schema: 'yaml-1.1' })],
  ])('is read from %s', (_, text) => {
    expect(parseDeployed(text, 's')).toEqual(known);
  });

  test.each(['', '[]', 'a: [', 'text'])('is refused from %j, and not taken for a stack that is not there', (text) => {
    expect(() => parseDeployed(text, 's')).toThrow(expect.objectContaining({ code: 'template-unreadable' }));
  });
});

describe('an assembly of a pull request', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assembly-'));
    await writeFile(join(folder, 'good.template.json'), '{"Resources":{}}');
    await writeFile(join(folder, 'broken.template.json'), '{"Resources":');
    await writeFile(join(folder, 'list.template.json'), '[]');
    await writeFile(join(folder, 'large.template.json'), ' '.repeat(1_000_001));
    await symlink('/etc/passwd', join(folder, 'link.template.json'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read as templates', async () => {
    expect(await readAssembly(folder, 'assembly', ['good'])).toEqual(new Map([['good', { Resources: {} }]]));
  });

  test.each([
    ['missing', 'nothing'],
    ['broken', 'no JSON object'],
    ['list', 'no JSON object'],
    ['large', '1000001 bytes'],
    ['link', 'something that is no file'],
  ])('is refused where a template is %s', async (stack, got) => {
    await expect(readAssembly(folder, 'assembly', [stack])).rejects.toMatchObject({
      code: 'no-assembly',
      message: expect.stringContaining(`got ${got}`),
    });
  });
});
