import { expect, it } from 'vitest';
import { namesOf, stackUses } from '../../../infra/names/names.ts';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { connectAws } from '../../aws/connect-aws.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import { projectAt } from '../../lake/project.ts';
import { drift } from '../drift.ts';
import { type ScriptedStack, scriptedCloudFormation } from '../testing/scripted-cloud-formation.ts';
import { infrastructure } from './infrastructure.ts';

const environment = findEnvironment('drift', 'rehearsal');
const names = namesOf(environment);
const [access, lake, storage] = [names.stack('access'), names.stack('lake'), names.stack('storage')];
const clean: Readonly<Record<string, ScriptedStack>> = Object.fromEntries(
  stackUses(environment).map((which) => [names.stack(which), {}]),
);

async function look(stacks: Readonly<Record<string, ScriptedStack>>, timeout = 20) {
  const { client, asked } = scriptedCloudFormation(stacks);
  const aws = { ...connectAws({ region: environment.region }), stacks: client };
  const context = { project: projectAt('/nowhere'), environment, names, aws, timeout, say: () => undefined };
  const openQuickSight = () => Promise.reject(new Error('not asked for'));
  const { checks } = await drift({ ...context, openQuickSight }, [infrastructure], () => undefined);
  const [report] = checks;
  if (report === undefined) throw new TypeError('expected a report');
  return { ...report, asked, said: report.findings.map(formatFinding) };
}

const memory = {
  ...{
    LogicalResourceId: 'Clean',
    ResourceType: 'AWS::Lambda::Function',
    PhysicalResourceId: 'sluice-rehearsal-clean',
  },
  StackResourceDriftStatus: 'MODIFIED' as const,
  PropertyDifferences: [
    { PropertyPath: '/MemorySize', ExpectedValue: '1769', ActualValue: '512', DifferenceType: 'NOT_EQUAL' as const },
    { PropertyPath: '/Tags/2', ExpectedValue: 'null', ActualValue: '{"Key":"x"}', DifferenceType: 'ADD' as const },
    {
      PropertyPath: '/Layers',
      ExpectedValue: `["${'y'.repeat(900)}"]`,
      ActualValue: 'null',
      DifferenceType: 'REMOVE' as const,
    },
  ],
};
const alarm = (index: number) => ({
  ...{ LogicalResourceId: `Alarm${index}`, ResourceType: 'AWS::CloudWatch::Alarm', PhysicalResourceId: `a-${index}` },
  StackResourceDriftStatus: 'DELETED' as const,
});

it('finds nothing where stacks are as deployed, and waits for each detection to end', async () => {
  const { status, asked } = await look({ ...clean, [lake]: { polls: 2 } });
  expect(status).toBe('clean');
  expect(asked.filter((operation) => operation === 'DetectStackDrift')).toHaveLength(4);
  expect(asked.filter((operation) => !/^(Detect|Describe)/.test(operation))).toEqual([]);
});

it('finds what was changed, a property a finding, and what was deleted, over all pages', async () => {
  const { said, status } = await look({ ...clean, [lake]: { resources: [memory, alarm(1), alarm(2), alarm(3)] } });
  expect(status).toBe('drifted');
  expect(said).toHaveLength(6);
  expect(said[0]).toBe(
    `${lake}/Clean: AWS::Lambda::Function /MemorySize: expected "1769", got "512"; say it in infra/, or deploy ${lake} again [resource-changed]`,
  );
  expect(said[1]).toContain('expected nothing there, got "{\\"Key\\":\\"x\\"}"');
  expect(said[2]).toContain('got nothing there');
  expect(said[2]?.length).toBeLessThan(400);
  expect(said.slice(3)).toEqual([1, 2, 3].map((index) => expect.stringContaining(`"a-${index}"`)));
});

it('finds a stack that is missing', async () => {
  const { [storage]: _, ...others } = clean;
  expect((await look(others)).said).toEqual([expect.stringMatching(/^sluice-rehearsal-storage: .*\[stack-missing\]$/)]);
});

it('waits while somebody else detects', async () => {
  const { status, asked } = await look({ ...clean, [lake]: { busy: 1, resources: [alarm(1)] } });
  expect(status).toBe('drifted');
  expect(asked.filter((operation) => operation === 'DetectStackDrift')).toHaveLength(5);
});

it('says what it was refused of one stack, and what it found in the others', async () => {
  const error = {
    code: 'AccessDenied',
    message: 'not authorized to perform: cloudformation:DetectStackDrift',
    status: 403,
  };
  const { status, said, refused } = await look({ ...clean, [access]: { error }, [lake]: { resources: [alarm(1)] } });
  expect(status).toBe('refused');
  expect(said).toHaveLength(1);
  expect(refused).toEqual([`${access}: AccessDenied: ${error.message}`]);
});

it('says of which resources CloudFormation could not tell; of the secret it is meant so', async () => {
  const unknown = (LogicalResourceId: string, ResourceType: string) => ({
    ...{
      LogicalResourceId,
      ResourceType,
      StackResourceDriftStatus: 'UNKNOWN' as const,
      DriftStatusReason: 'AccessDenied',
    },
  });
  const secret = unknown('TokenKey', 'AWS::SecretsManager::Secret');
  const alone = await look({ ...clean, [storage]: { resources: [secret], failed: 'some failed' } });
  expect(alone).toMatchObject({ status: 'clean', refused: [], leftOut: [expect.stringContaining('TokenKey')] });
  const more = await look({
    ...clean,
    [storage]: { resources: [secret, unknown('Key', 'AWS::KMS::Key')], failed: 'x' },
  });
  expect(more.refused).toEqual([`${storage}/Key (AWS::KMS::Key): AccessDenied`]);
  const whole = await look({ ...clean, [storage]: { failed: 'the stack is being updated' } });
  expect(whole).toMatchObject({ status: 'refused', refused: [`${storage}: the stack is being updated`] });
});

it('gives up on a detection that does not end', async () => {
  const { refused } = await look({ ...clean, [lake]: { polls: Number.POSITIVE_INFINITY } }, 0.3);
  expect(refused).toEqual([`${lake}: no end of the detection after 0.3 s`]);
});
