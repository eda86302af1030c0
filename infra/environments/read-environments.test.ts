import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { checkReaders } from './check-readers.ts';
import { environmentCodes, findings } from './findings.ts';
import { environmentsFile, parseEnvironments, readEnvironments } from './read-environments.ts';

type Json = { [key: string]: Json } | Json[] | string | number | boolean;
const good = await readFile(environmentsFile, 'utf8');

/** The repository's file with one value of `rehearsal` changed. */
function changed(path: readonly string[], value: Json | undefined): string {
  const json = JSON.parse(good) as { [key: string]: Json };
  let at: { [key: string]: Json } = json['rehearsal'] as { [key: string]: Json };
  for (const key of path.slice(0, -1)) at = at[key] as { [key: string]: Json };
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(json, null, 2);
}
const messages = (text: string): string[] => {
  const read = parseEnvironments(text, 'environments.json');
  return 'findings' in read ? read.findings.map(formatFinding) : [];
};

describe('environments.json', () => {
  it('of the repository is sound, and has a rehearsal that can be deleted', () => {
    const read = readEnvironments();
    expect('environments' in read ? read.environments : []).toContainEqual(
      expect.objectContaining({ name: 'rehearsal', protect: false }),
    );
  });

  it.each<[string, string[], Json | undefined, RegExp]>([
    ['an account that is none', ['account'], '1234', /rehearsal\.account: expected what must match pattern/],
    [
      'a size that Lambda lacks',
      ['clean', 'memoryMiB'],
      64,
      /rehearsal\.clean\.memoryMiB: expected what must be >= 512/,
    ],
    [
      'a word too much',
      ['retentionDays', 'weeks'],
      3,
      /retentionDays: expected what must NOT have additional properties: weeks/,
    ],
    ['a word too few', ['protect'], undefined, /rehearsal: expected what must have required property 'protect'/],
    ['a choice that is none', ['once', 'trail'], 'import', /once\.trail: .*\["create","skip"\]/],
    ['a retention that Logs lacks', ['retentionDays', 'logs'], 31, /retentionDays\.logs: /],
    [
      'an audience that would be no name',
      ['audiences', 'The Boss'],
      { principals: [], scanLimitGiB: 1 },
      /audiences: /,
    ],
    ['anybody as a principal', ['principals', 'stewards'], ['*'], /stewards\.0: expected what must match pattern/],
  ])('is refused with %s', (_what, path, value, message) => {
    expect(messages(changed(path, value)).join('\n')).toMatch(message);
  });

  it('is refused with a principal of another account, at its place', () => {
    const text = changed(['audiences', 'analysts', 'principals'], ['arn:aws:iam::999999999999:role/stranger']);
    expect(messages(text)).toEqual([
      expect.stringMatching(
        /^environments\.json:\d+:\d+: expected a principal of account 123456789012, got ".*stranger"; name a role .*\[foreign-principal\]$/,
      ),
    ]);
  });

  it('is refused when it is no JSON, or not there', () => {
    expect(messages('{ "rehearsal": }')).toEqual([
      expect.stringMatching(/^environments\.json:1:\d+: .*\[environments-syntax\]$/),
    ]);
    const read = readEnvironments(join(import.meta.dirname, 'nowhere.json'));
    expect('findings' in read ? read.findings.map(({ code, got }) => `${code} ${got}`) : []).toEqual([
      'environments-unreadable ENOENT',
    ]);
  });
});

it('a reader that no environment knows is a finding, of a dataset or of a column', () => {
  const read = parseEnvironments(good, 'environments.json');
  const environments = 'environments' in read ? read.environments : [];
  const column = { readers: ['nobody', 'privacy'] };
  const dataset = {
    name: 'orders',
    readers: [
      { audience: 'analysts', rows: undefined },
      { audience: 'sales-mars', rows: [{ column: 'region', values: ['MA-RS'] }] },
    ],
    columns: [column],
  };
  expect(checkReaders(environments, [dataset]).map(formatFinding)).toEqual([
    'datasets/orders/schema.json: orders: expected a reader that is an audience of environment rehearsal, got "sales-mars"; add the audience to rehearsal, or correct "readers" [unknown-audience]',
    'datasets/orders/schema.json: orders: expected a reader that is an audience of environment rehearsal, got "nobody"; add the audience to rehearsal, or correct "readers" [unknown-audience]',
  ]);
});

it('FINDINGS.md has a heading a code', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (\S+)$/gm)].map(([, code]) => code)).toEqual([...environmentCodes]);
  expect(text).toContain(`    ${formatFinding(findings.unknownEnvironment({ file: 'cdk' }, 'nope', ['rehearsal']))}\n`);
});
