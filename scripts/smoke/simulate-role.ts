import { type EvaluationResult, type IAMClient, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import { isFromAws } from '../aws/is-from-aws.ts';
import type { Ask } from '../rehearse/permissions/ask.ts';
import { findings, type SmokeFinding } from './findings.ts';

type Asked = Pick<Ask, 'says' | 'action' | 'resource' | 'context'>;

/** What a role may do, and may not. */
export interface Simulated {
  /** Its name. */
  readonly role: string;
  readonly arn: string;
  readonly may: readonly Asked[];
  readonly mayNot: readonly Asked[];
}

const questionOf = ({ action, context }: Asked): string => JSON.stringify([action, context]);

/** Asked about several resources, IAM has a decision on each; the result's own is of them all. */
function* decisionsIn({ EvalResourceName, EvalDecision, ResourceSpecificResults = [] }: EvaluationResult) {
  if (ResourceSpecificResults.length === 0) yield [EvalResourceName ?? '', EvalDecision ?? ''] as const;
  for (const one of ResourceSpecificResults)
    yield [one.EvalResourceName ?? '', one.EvalResourceDecision ?? ''] as const;
}

async function decide(iam: IAMClient, arn: string, asks: readonly Asked[]): Promise<ReadonlyMap<string, string>> {
  const decisions = new Map<string, string>();
  const [first] = asks;
  if (first === undefined) return decisions;
  const input = {
    ...{ PolicySourceArn: arn, ActionNames: [first.action] },
    ResourceArns: [...new Set(asks.map(({ resource }) => resource))],
    ContextEntries: Object.entries(first.context).map(([ContextKeyName, value]) => ({
      ...{ ContextKeyName, ContextKeyType: 'string' as const, ContextKeyValues: [value] },
    })),
  };
  for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy({ client: iam }, input))
    for (const result of EvaluationResults)
      for (const [resource, decision] of decisionsIn(result)) decisions.set(resource, decision);
  return decisions;
}

/**
 * Asks IAM's simulator what a role's policies say: a question for each action and its conditions, since one for actions that need different
 * information is refused (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
 * @returns what differs, and every question that was not answered
 */
export async function simulateRole(iam: IAMClient, { role, arn, may, mayNot }: Simulated): Promise<SmokeFinding[]> {
  const found: SmokeFinding[] = [];
  const wanted = new Map<Asked, 'allowed' | 'denied'>([
    ...may.map((one) => [one, 'allowed'] as const),
    ...mayNot.map((one) => [one, 'denied'] as const),
  ]);
  for (const asks of Map.groupBy(wanted.keys(), questionOf).values()) {
    let decisions: ReadonlyMap<string, string>;
    try {
      decisions = await decide(iam, arn, asks);
    } catch (error) {
      if (!isFromAws(error)) throw error;
      const expected = `the simulator to judge ${asks[0]?.action}`;
      found.push(findings.callRefused(role, expected, `${error.name}: ${error.message}`));
      continue;
    }
    for (const one of asks) {
      const decision = decisions.get(one.resource) ?? 'no decision';
      const got = decision === 'allowed' ? 'allowed' : /Deny$/.test(decision) ? 'denied' : decision;
      const expected = wanted.get(one) ?? 'denied';
      if (got !== expected) found.push(findings.permissionDiffers(role, one.says, expected, `${got} by the simulator`));
    }
  }
  return found;
}
