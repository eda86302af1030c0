import { stackUses } from '../../../infra/names/names.ts';
import { checkPretended, readPretended } from '../pretended.ts';
import type { Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { cdkFailure } from './cdk-failure.ts';
import { countResources } from './count-resources.ts';

/** The first deploy, and the list of what the stand-in only pretended to make. */
export const deploy: Step = {
  name: 'deploy',
  async run({ cdk, clients, environment, names, standIn }) {
    const deployed = await runCdk(cdk, ['deploy', '--all'], 'assembly');
    if (deployed.code !== 0)
      return { says: 'failed', figures: {}, failures: cdkFailure('cdk deploy', deployed), ends: true };
    const ours = stackUses(environment).map(names.stack);
    const pretended = await readPretended(clients.stacks, ours, standIn.log);
    const { resources, types } = await countResources(clients.stacks, ours);
    const only = pretended.made.length === 0 ? 'none only pretended' : `only pretended: ${pretended.made.join(', ')}`;
    return {
      says: `${resources} resources of ${types} types; ${only}`,
      figures: { resources, types, pretended: pretended.made },
      failures: checkPretended(pretended).filter((failure) => !failure.includes('to change it')),
    };
  },
};
