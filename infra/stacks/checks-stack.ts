import { BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addChecks } from '../checks.ts';
import type { Lake } from '../lake.ts';
import { asSynthesizer } from './cdk-types.ts';

/** Who looks at the lake and changes nothing. Like the access stack it is made by a person, whose roles no workflow may change; beside it, as one template would be too large. */
export class ChecksStack extends Stack {
  constructor(scope: Construct, lake: Lake) {
    const { account, region, name, protect } = lake.environment;
    super(scope, lake.names.stack('checks'), {
      description: `Sluice, ${name}: who looks at the lake and changes nothing`,
      env: { account, region },
      terminationProtection: protect,
      synthesizer: asSynthesizer(new BootstraplessSynthesizer()),
      tags: { project: 'sluice', environment: name },
      analyticsReporting: false,
    });
    addChecks(this, lake);
  }
}
