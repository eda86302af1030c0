/** What the definition leaves open, and the lake stack fills in: CloudFormation's `DefinitionSubstitutions`. */
export const substitutions = {
  RunStepFunction: 'ARN of the Lambda run-step',
  TransformJob: 'name of the Glue job',
  NoticesTopic: 'ARN of the SNS topic',
  AwsAccountId: 'the account, for QuickSight; only with `refresh`',
  DiscoveryCrawler: 'name of the crawler; only with `discover`',
} as const;
export type Substitution = keyof typeof substitutions;

/** The place of a value in the definition. */
export const placeOf = (name: Substitution): string => ['$', '{', name, '}'].join('');
