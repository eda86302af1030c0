import { DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { type BucketUse, stackUses } from '../../../infra/names/names.ts';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import type { Smoke } from '../smoke-context.ts';

/** Stacks that are complete, and whose resources have the names by which everything else finds them. */
export const stacks: Check = {
  name: 'stacks',
  expects: 'stacks that are complete, with the names that commands look for',
  needs: [],
  async run(smoke) {
    const found: SmokeFinding[] = [];
    const made = new Map<string, Set<string>>();
    const uses = stackUses(smoke.environment);
    for (const which of uses) {
      const name = smoke.names.stack(which);
      const { Stacks = [] } = await smoke.aws.stacks.send(new DescribeStacksCommand({ StackName: name }));
      const status = Stacks[0]?.StackStatus ?? 'none';
      if (!/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status))
        found.push(findings.stackState(name, 'a state COMPLETE', status));
      for await (const page of paginateListStackResources({ client: smoke.aws.stacks }, { StackName: name }))
        for (const {
          ResourceType = '',
          PhysicalResourceId = '',
          ResourceStatus = '',
          LogicalResourceId,
        } of page.StackResourceSummaries ?? []) {
          made.set(ResourceType, (made.get(ResourceType) ?? new Set()).add(PhysicalResourceId));
          if (!/_COMPLETE$/.test(ResourceStatus) || ResourceStatus === 'DELETE_COMPLETE')
            found.push(findings.stackState(`${name}/${LogicalResourceId}`, 'a state COMPLETE', ResourceStatus));
        }
    }
    const expected = expectedNames(smoke);
    for (const [type, name] of expected) {
      const there = [...(made.get(type) ?? [])];
      // A queue's physical id is its URL, a topic's and a machine's their ARNs.
      if (!there.some((id) => id === name || id.endsWith(`/${name}`) || id.endsWith(`:${name}`)))
        found.push(
          findings.setting(
            smoke.names.stack('lake'),
            type,
            name,
            there.join(', ') || 'none',
            'deploy the stacks of this commit',
          ),
        );
    }
    const count = [...made.values()].reduce((sum, { size }) => sum + size, 0);
    return { says: `${uses.length} stacks, ${count} resources, ${expected.length} names`, findings: found };
  },
};

function expectedNames({ environment, names }: Smoke): (readonly [string, string])[] {
  const buckets: readonly BucketUse[] = ['raw', 'processed', 'final', 'quarantine', 'results', 'logs'];
  return [
    ...buckets.map((use) => ['AWS::S3::Bucket', names.bucket(use)] as const),
    ...['clean', 'start-run', 'run-step'].map((what) => ['AWS::Lambda::Function', names.named(what)] as const),
    ...['clean', 'clean-dead', 'runs', 'runs-dead'].map((what) => ['AWS::SQS::Queue', names.named(what)] as const),
    ...Object.keys(environment.audiences).map((one) => ['AWS::Athena::WorkGroup', names.workgroup(one)] as const),
    ...(['upload', 'smoke'] as const).map((use) => ['AWS::IAM::Role', names.role(use)] as const),
    ['AWS::StepFunctions::StateMachine', names.named('run')],
    ['AWS::DynamoDB::Table', names.named('runs')],
    ['AWS::Glue::Job', names.named('transform')],
    ['AWS::SNS::Topic', names.named('notices')],
  ];
}
