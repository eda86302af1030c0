import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ensureWorkflowTools } from './testing/workflow-tools.ts';
import { reason } from './testing/workflows.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const tools = await ensureWorkflowTools(root);
const [bin, actionlint] = tools.reason === undefined ? [tools.bin, tools.actionlint] : ['', ''];

/** What a program printed, and how it ended. */
async function judge(program: string, ...args: string[]) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
  return await run(program, args, { cwd: root, env }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code?: unknown; stdout?: string; stderr?: string }) => ({
      code: error.code,
      said: `${error.stdout ?? ''}${error.stderr ?? ''}`,
    }),
  );
}
const files = async (folder: string) => (await readdir(join(root, folder))).map((name) => join(folder, name));

describe.skipIf(reason !== undefined)(`the linters (${reason ?? 'actionlint, zizmor, check-jsonschema'})`, () => {
  test('actionlint and shellcheck have nothing to say', async () => {
    expect(await judge(actionlint)).toEqual({ code: 0, said: '' });
  });

  test('zizmor, pedantic, has no finding', async () => {
    const { code, said } = await judge(join(bin, 'zizmor'), '--offline', '--persona=pedantic', '--no-progress', '.');
    expect(said).toContain('No findings to report');
    expect(code).toBe(0);
  });

  test.each([
    ['vendor.github-workflows', async () => await files('.github/workflows')],
    ['vendor.github-actions', async () => (await files('.github/actions')).map((one) => join(one, 'action.yml'))],
    ['vendor.dependabot', async () => ['.github/dependabot.yml']],
  ])('check-jsonschema finds them as %s says', async (schema, list) => {
    const { code, said } = await judge(join(bin, 'check-jsonschema'), '--builtin-schema', schema, ...(await list()));
    expect(said).toContain('ok -- validation done');
    expect(code).toBe(0);
  });

  test('they would see an expression in a script', async () => {
    const { code, said } = await judge(
      join(bin, 'zizmor'),
      '--offline',
      '--persona=pedantic',
      '--no-progress',
      join(import.meta.dirname, 'testdata', 'injection.yml'),
    );
    expect(code).not.toBe(0);
    expect(said).toContain('template-injection');
  });
});
