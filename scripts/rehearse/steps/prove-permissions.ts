import {
  GetRolePolicyCommand,
  type IAMClient,
  ListRolePoliciesCommand,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { freePort } from '../free-port.ts';
import { expectationsOf } from '../permissions/expectations.ts';
import { type DeployedRole, prove } from '../permissions/prove.ts';
import type { Step } from '../rehearsal.ts';

/** The policies that were deployed, under an IAM that enforces them. */
export const provePermissions: Step = {
  name: 'prove permissions',
  async run({ clients, environment, names, python }) {
    const { SecretList = [] } = await clients.secrets.send(new ListSecretsCommand());
    const secret = SecretList.find(({ Name }) => Name === names.named('token-key'))?.ARN ?? '';
    const expectations = expectationsOf(names, environment, secret);
    const deployed = new Map<string, DeployedRole | undefined>();
    for (const { role } of expectations) deployed.set(role, await readRole(clients.iam, names.role(role)));
    const at = { python, port: await freePort(), region: environment.region, account: environment.account };
    const proofs = await prove(at, expectations, (role) => deployed.get(role));
    const sum = (of: 'allowed' | 'denied') => proofs.reduce((all, proof) => all + proof[of], 0);
    return {
      says: `${proofs.length} roles: ${sum('allowed')} requests allowed, ${sum('denied')} denied`,
      figures: {
        ...{ roles: proofs.length, allowed: sum('allowed'), denied: sum('denied') },
        perRole: proofs.map(({ role, allowed, denied }) => `${role}: ${allowed} allowed, ${denied} denied`),
      },
      failures: proofs.flatMap(({ failures }) => failures),
    };
  },
};

async function readRole(client: IAMClient, RoleName: string): Promise<DeployedRole | undefined> {
  try {
    const { PolicyNames = [] } = await client.send(new ListRolePoliciesCommand({ RoleName }));
    const policies: Record<string, string> = {};
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument = '' } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      policies[PolicyName] = decodeURIComponent(PolicyDocument);
    }
    return { name: RoleName, policies };
  } catch (error) {
    if (error instanceof NoSuchEntityException) return undefined;
    throw error;
  }
}
