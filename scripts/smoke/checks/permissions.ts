import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { RoleUse } from '../../../infra/names/names.ts';
import { isDenied } from '../../aws/connect-aws.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import { expectationsOf } from '../../rehearse/permissions/expectations.ts';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import { harmlessAsks } from '../harmless-asks.ts';
import { simulateRole } from '../simulate-role.ts';
import type { Smoke } from '../smoke-context.ts';

/**
 * Every role of the lake by IAM's own simulator, and by real requests those that can be taken: `upload` and the audiences' roles. The requests do
 * no harm if they are let in: they read the smoke's own objects, write on a condition that does not hold, and change what does not exist.
 */
export const permissions: Check = {
  name: 'permissions',
  expects: 'each role to be allowed what it needs, and denied what its neighbours do',
  needs: ['rows'],
  goesOn: true,
  async run(smoke) {
    const { environment, names } = smoke;
    const { ARN: secret = '' } = await smoke.aws.secrets.send(
      new DescribeSecretCommand({ SecretId: names.named('token-key') }),
    );
    const notJudged: string[] = [];
    const found: SmokeFinding[] = [];
    const count = { simulated: 0, asked: 0 };
    const judged = expectationsOf(names, environment, secret).filter(({ role }) => {
      const why = whyMissing(smoke, role);
      if (why !== undefined) notJudged.push(`${role}: ${why}`);
      return why === undefined;
    });
    await fewAtOnce(judged, 3, async ({ role, may, mayNot }) => {
      smoke.say(`simulating ${role}`);
      const asked = { role: names.role(role), arn: names.roleArn(role), may, mayNot };
      found.push(...(await simulateRole(smoke.aws.iam, asked)));
      count.simulated += may.length + mayNot.length;
    });
    for (const role of [
      'upload',
      ...Object.keys(environment.audiences).map((one): RoleUse => `reader-${one}`),
    ] as const) {
      smoke.say(`asking as ${role}`);
      const aws = await smoke.as(role);
      const asks = harmlessAsks(smoke, role);
      count.asked += asks.length;
      for (const { says, send } of asks) {
        const got = await judge(() => send(aws));
        if (got !== 'denied') found.push(findings.permissionDiffers(names.role(role), says, 'denied', got));
      }
    }
    notJudged.push(
      'roles of services, and data: what keys and buckets add to their policies, which nobody here can ask as them',
    );
    return {
      says: `${judged.length} roles: ${count.simulated} judged by the simulator, ${count.asked} asked`,
      findings: found,
      notJudged,
    };
  },
};

function whyMissing({ environment }: Smoke, role: RoleUse): string | undefined {
  if (role === 'quicksight' && environment.once.quickSight === 'skip') return 'the environment skips QuickSight';
  if (['data', 'drift', 'verify'].includes(role) && environment.once.githubProvider === 'skip')
    return 'the environment has no GitHub provider';
  return undefined;
}

/** @returns `denied`; or what came instead: an answer, or an error that is no denial, for which the request had to be let in */
async function judge(send: () => Promise<unknown>): Promise<string> {
  try {
    await send();
    return 'allowed';
  } catch (error) {
    if (isDenied(error)) return 'denied';
    if (error instanceof Error && '$metadata' in error) return `let in, and answered ${error.name}`;
    throw error;
  }
}
