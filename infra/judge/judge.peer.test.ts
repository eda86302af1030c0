import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { createApp } from '../make-app.ts';
import { repository } from '../testing/synthesize.ts';
import { acknowledge } from './acknowledge.ts';

const run = promisify(execFile);
const env = await ensurePythonEnv(repository);
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}

/** Has each process of Node say how long it kept a processor busy: what else runs on this machine does not count. */
const processorSeconds = `
import { appendFileSync } from 'node:fs';
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.SECONDS_FILE, (user + system) / 1e6 + '\\n');
});
`;

/** CDK's function names its role twice, as an attribute and as a dependency (W3005). */
async function lint(files: readonly string[], cwd: string): Promise<string> {
  if (env.reason !== undefined) return env.reason;
  const linter = join(dirname(env.python), 'cfn-lint');
  const args = ['--format', 'parseable', '--ignore-checks', 'W3005', '--template', ...files];
  // It exits with 2 to 14 when it finds something; anything else is not its judgement.
  const linted = await run(linter, args, { cwd }).catch((error: { code: unknown; stdout: string }) => {
    if (Number(error.code) >= 2 && Number(error.code) <= 14) return error;
    throw error;
  });
  return linted.stdout;
}

describe('the app, synthesised by the command that people run, without an account', () => {
  let folder: string;
  let seconds = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-cdk-out-'));
    const meter = join(folder, 'meter.mjs');
    await writeFile(meter, processorSeconds);
    const cdk = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    const env = {
      PATH: `${join(repository, 'node_modules', '.bin')}:${process.env['PATH']}`,
      HOME: folder,
      CI: 'true',
      NODE_OPTIONS: `--import=${meter}`,
      SECONDS_FILE: join(folder, 'seconds'),
    };
    await run(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '-o', folder], { cwd: repository, env });
    for (const line of (await readFile(join(folder, 'seconds'), 'utf8')).trim().split('\n')) seconds += Number(line);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('takes less than 15 seconds of a processor, with cdk-nag and CDK’s own rules, which find nothing', async () => {
    const report: unknown = JSON.parse(await readFile(join(folder, 'validation-report.json'), 'utf8'));
    expect(report).toMatchObject({ pluginReports: [] });
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(15);
  });

  it.skipIf(env.reason !== undefined)(
    'has templates in which cfn-lint finds nothing, by every resource’s schema',
    async () => {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.template.json'));
      expect(files.length).toBeGreaterThanOrEqual(4);
      expect(await lint(files, folder)).toBe('');
      // And it does look: a bucket's name is no number of days.
      const wrong = { Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration: 7 } } } };
      await writeFile(join(folder, 'wrong.json'), JSON.stringify(wrong));
      expect(await lint(['wrong.json'], folder)).toContain('E3012');
    },
  );
});

describe('cdk-nag', () => {
  const judged = (reason?: string): string[] => {
    const app = createApp();
    const role = new Role(new Stack(app, 'Scratch'), 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] }),
    );
    if (reason !== undefined) acknowledge(role, 'AwsSolutions-IAM5[Resource::arn:aws:s3:::a/*]', reason);
    return new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
  };

  it('finds a pattern without a reason, and a reason stands for its own pattern only', () => {
    expect(judged()).toEqual([
      'AwsSolutions-IAM5[Resource::arn:aws:s3:::a/*]',
      'AwsSolutions-IAM5[Resource::arn:aws:s3:::b/*]',
    ]);
    expect(judged('objects of a')).toEqual(['AwsSolutions-IAM5[Resource::arn:aws:s3:::b/*]']);
  });
});
