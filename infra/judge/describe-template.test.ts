import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { foldersOf, rehearsal, synthesize } from '../testing/synthesize.ts';
import { describeTemplate } from './describe-template.ts';

const testdata = join(import.meta.dirname, '..', 'testdata');

/** Compares with the committed file. A missing one is written here, to be looked at, and is an error in CI. */
function expectFile(path: string, actual: string): void {
  if (!existsSync(path) || process.env['UPDATE_TEMPLATES']) {
    if (process.env['CI'] !== undefined)
      expect.fail(`${path} is missing: run the tests once and commit what they write`);
    writeFileSync(path, actual);
  }
  expect(actual).toBe(readFileSync(path, 'utf8'));
}

describe('the templates of a small lake', () => {
  const templates = synthesize(rehearsal(), foldersOf(join(testdata, 'small')));

  it.each(['access', 'checks', 'storage', 'lake'] as const)('%s is what stands in testdata, for reviewers', (which) => {
    expectFile(
      join(testdata, `${which}.txt`),
      describeTemplate(templates[which] as unknown as Record<string, unknown>),
    );
  });

  it('show a tokenised column, and never a dropped one', () => {
    const text = describeTemplate(templates.lake as unknown as Record<string, unknown>);
    expect(text).toMatch(/Name: mail/);
    expect(text).not.toMatch(/phone/);
  });
});

it('is read line by line: functions as words, policies as sentences, no hashes', () => {
  const hash = 'a'.repeat(64);
  const text = describeTemplate({
    Resources: {
      Role12345678: {
        Type: 'AWS::IAM::Role',
        DependsOn: ['Key87654321'],
        Properties: {
          RoleName: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x/*']] },
          Code: `${hash}.zip`,
          Policies: [
            {
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Sid: 'Read',
                    Effect: 'Allow',
                    Action: ['s3:GetObject'],
                    Resource: { 'Fn::GetAtt': ['Key87654321', 'Arn'] },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  });
  expect(text).toMatchInlineSnapshot(`
    "AWS::IAM::Role Role
      (after Key)
      Code: <hash>.zip
      Policies:
        PolicyDocument:
          Allow Read
            s3:GetObject
            on Key.Arn
      RoleName: arn:\${AWS::Partition}:x/*
    "
  `);
});
