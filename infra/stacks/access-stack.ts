import { BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addDelivery } from '../delivery.ts';
import type { Lake } from '../lake.ts';
import { asSynthesizer } from './cdk-types.ts';

/** Who may deploy, and how far: made by a person, once, before CDK is bootstrapped; so it has no assets. */
export class AccessStack extends Stack {
  constructor(scope: Construct, lake: Lake) {
    const { account, region, name, protect } = lake.environment;
    super(scope, lake.names.stack('access'), {
      description: `Sluice, ${name}: who may deploy, and how far`,
      env: { account, region },
      terminationProtection: protect,
      synthesizer: asSynthesizer(new BootstraplessSynthesizer()),
      tags: { project: 'sluice', environment: name },
      analyticsReporting: false,
    });
    addDelivery(this, lake);
  }
}
