/** What a deploy would do, by stack: the file that `npx sluice deploy --plan --json` writes. */
export interface Infrastructure {
  readonly stacks: readonly StackChanges[];
}

export interface StackChanges {
  readonly name: string;
  readonly changes: readonly ResourceChange[];
  /** Permissions and network rules that it would widen. */
  readonly opens: readonly { readonly what: string; readonly text: string }[];
}

export interface ResourceChange {
  readonly action: 'add' | 'change' | 'replace' | 'destroy';
  /** CloudFormation's, such as AWS::S3::Bucket. */
  readonly type: string;
  readonly id: string;
  readonly why?: string | undefined;
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
