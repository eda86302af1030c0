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
  readonly why?: string;
  /** Whether it holds data that would be gone: a bucket, a key, a queue, a table, a secret. */
  readonly losesData?: true;
}

/** Something that would be allowed and is not today. */
export interface Opening {
  /** `statement`: of a policy; `managed-policy`: attached to a role; `public-access`: of a bucket. */
  readonly what: 'statement' | 'managed-policy' | 'public-access';
  readonly text: string;
}

export interface StackPlan {
  readonly name: string;
  /** Whether CloudFormation has it already. */
  readonly exists: boolean;
  readonly changes: readonly ResourceChange[];
  readonly opens: readonly Opening[];
}

/** What deploying the templates would do: `npx sluice deploy --plan --json`. */
export interface InfraPlan {
  readonly environment: string;
  /** Of what is deployed and of what would be: equal plans do the same to the same. */
  readonly hash: string;
  readonly stacks: readonly StackPlan[];
}
