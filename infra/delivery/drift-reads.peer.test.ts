import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { inlineStatements } from '../testing/policies.ts';
import { repository, resourcesOf, synthesize } from '../testing/synthesize.ts';

vi.setConfig({ testTimeout: 180_000 });
const env = await ensurePythonEnv(repository);
if (env.reason !== undefined && process.env['CI']) it('has its peer', () => expect.fail(env.reason));

/** What the read handler of each type calls, by the schemas that cfn-lint brings: JSON of actions by type. */
const handlers = `
import json, pathlib, cfnlint
found = {}
for path in (pathlib.Path(cfnlint.__file__).parent / "data" / "schemas" / "resources").glob("*.json"):
    schema = json.loads(path.read_text())
    read = (schema.get("handlers") or {}).get("read") or {}
    found[schema.get("typeName")] = read.get("permissions", [])
print(json.dumps(found))
`;

/** Of calls that no check may make: drift-reads.ts says why of each. */
const leftOut = new Set([
  ...['secretsmanager:GetSecretValue', 'kms:Decrypt', 'lakeformation:GetDataAccess', 'iam:PassRole'],
  ...['glue:CreateTable', 'lakeformation:CreateTable', 'glue:GetConnection', 'billing:GetBillingViewData'],
]);

it.skipIf(env.reason !== undefined)(
  'the role `drift` may call what CloudFormation calls to read every type of the stacks, and nothing is left out unsaid',
  async () => {
    if (env.reason !== undefined) return;
    const { stdout } = await promisify(execFile)(env.python, ['-c', handlers], { maxBuffer: 64 * 1024 ** 2 });
    const calls: Readonly<Record<string, readonly string[]>> = JSON.parse(stdout);
    const { access, checks, lake, storage } = synthesize();
    const types = new Set(
      [access, checks, lake, storage].flatMap((one) => Object.values(one.Resources).map(({ Type }) => Type)),
    );
    const role = resourcesOf(checks, 'AWS::IAM::Role').find(([, { Properties }]) =>
      String(Properties['RoleName']).endsWith('-drift'),
    );
    const may = new Set(
      (role === undefined ? [] : inlineStatements(role[1])).flatMap(({ actions }) =>
        actions.map((one) => one.toLowerCase()),
      ),
    );
    const missing = [...types].flatMap((type) =>
      (calls[type] ?? [])
        .filter((action) => !may.has(action.toLowerCase()) && !leftOut.has(action))
        .map((action) => `${type}: ${action}`),
    );
    expect(types.size).toBeGreaterThan(25);
    expect([...types].filter((type) => (calls[type] ?? []).length > 0).length).toBeGreaterThan(25);
    expect(missing).toEqual([]);
  },
);
