import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why one of cdk-nag's rules does not hold for a construct. @param rule as cdk-nag names it: `AwsSolutions-SMG4` */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/** Says why a policy names resources by a pattern, resource by resource: any other pattern stays a finding. */
export function acknowledgePatterns(construct: IConstruct, resources: readonly string[], reason: string): void {
  for (const resource of resources.filter((one) => one.includes('*'))) {
    acknowledge(construct, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
  }
}
