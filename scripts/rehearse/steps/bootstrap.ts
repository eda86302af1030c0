import { qualifier } from '../../../infra/names/names.ts';
import type { Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { cdkFailure } from './cdk-failure.ts';

/** What a person does once: the stacks of those who deploy and who check, then CDK's own. */
export const bootstrap: Step = {
  name: 'bootstrap',
  async run({ cdk, environment, names }) {
    const target = `aws://${environment.account}/${environment.region}`;
    const ours = [names.stack('access'), names.stack('checks')];
    const access = await runCdk(cdk, ['deploy', ...ours, '--method', 'direct']);
    const toolkit =
      access.code === 0 ? await runCdk(cdk, ['bootstrap', '--qualifier', qualifier, target], 'assembly') : access;
    const failures = cdkFailure('cdk bootstrap', toolkit);
    return { says: `${ours.join(', ')} and CDKToolkit in ${target}`, figures: {}, failures, ends: true };
  },
};
