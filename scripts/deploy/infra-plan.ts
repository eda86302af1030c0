/** What becomes of a resource. `replace`: another one is made in its place, and the old one goes. */
export type ResourceAction = 'add' | 'change' | 'replace' | 'destroy' | 'orphan';

/** A resource that a deploy would touch. */
export interface ResourceChange {
  readonly action: ResourceAction;
  /** Such as `AWS::S3::Bucket`. */
  readonly type: string;
  /** The logical id, without CDK's hash. */
  readonly id: string;
  /** Names of the properties that differ; of those that force a replacement, only these. */
  readonly why?: string | undefined;
}

/** Something that would be allowed and is not today. */
export interface Opening {
  /** `statement`: of a policy; `managed-policy`: attached to a role; `public-access`: of a bucket. */
  readonly what: string;
  readonly text: string;
}

/** What would become of one stack. */
export interface StackChanges {
  readonly name: string;
  readonly changes: readonly ResourceChange[];
  readonly opens: readonly Opening[];
}

/** What reviewers are shown of a plan. */
export interface Infrastructure {
  readonly environment?: string | undefined;
  /** Of what is deployed and of what would be: equal plans do the same to the same. 16 hex digits. */
  readonly hash?: string | undefined;
  readonly stacks: readonly StackChanges[];
}

export interface StackPlan extends StackChanges {
  /** Whether CloudFormation has it already. */
  readonly exists: boolean;
}

/** What deploying the templates would do: `npx sluice deploy --plan --json`. */
export interface InfraPlan extends Infrastructure {
  readonly environment: string;
  readonly hash: string;
  readonly stacks: readonly StackPlan[];
}

/** Types whose resources hold what no deploy makes again: rows, messages, logs, keys and secrets. */
const holders: ReadonlySet<string> = new Set([
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
]);

/** Whether a change takes data away: something that holds it is destroyed, or replaced by an empty one. */
export function losesData({ action, type }: ResourceChange): boolean {
  return (action === 'destroy' || action === 'replace') && holders.has(type);
}
