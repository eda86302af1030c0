import { DefaultStackSynthesizer, PermissionsBoundary, type StackProps } from 'aws-cdk-lib';
import type { Lake } from '../lake.ts';
import { qualifier } from '../names/names.ts';
import { asSynthesizer } from './cdk-types.ts';

/** What the stacks share that a workflow deploys: all roles in them stay within the boundary that the access stack makes. */
export function deployedProps({ environment, names }: Lake, description: string): StackProps {
  const { account, region, name, protect } = environment;
  return {
    description: `Sluice, ${name}: ${description}`,
    env: { account, region },
    terminationProtection: protect,
    synthesizer: asSynthesizer(new DefaultStackSynthesizer({ qualifier })),
    permissionsBoundary: PermissionsBoundary.fromName(names.named('boundary')),
    tags: { project: 'sluice', environment: name },
    analyticsReporting: false,
  };
}
