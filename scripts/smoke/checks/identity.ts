import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Check } from '../check.ts';
import { findings } from '../findings.ts';

/** Who asks: the role `smoke`, in the environment's account. */
export const identity: Check = {
  name: 'identity',
  expects: 'the role smoke, in the account and region of the environment',
  needs: [],
  async run({ aws, environment, names }) {
    const { Account = '', Arn = '' } = await aws.sts.send(new GetCallerIdentityCommand());
    const region = await aws.sts.config.region();
    const role = names.role('smoke');
    const found = [
      ...(Account === environment.account
        ? []
        : [findings.setting(Arn, 'account', environment.account, Account, 'take credentials of that account')]),
      ...(region === environment.region
        ? []
        : [findings.setting(Arn, 'region', environment.region, region, 'set AWS_REGION')]),
      ...(Arn.includes(`:assumed-role/${role}/`)
        ? []
        : [findings.setting(Arn, 'role', role, Arn, 'deploy the access stack')]),
    ];
    return { says: `${role} in ${Account} ${region}`, findings: found };
  },
};
