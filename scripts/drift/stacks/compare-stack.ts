import type { StackResourceDrift } from '@aws-sdk/client-cloudformation';
import { quote } from '../../../lambda/schema/finding.ts';
import type { CheckResult } from '../check.ts';
import { type DriftFinding, findings } from '../findings.ts';
import type { StackDrift } from './detect-stack-drift.ts';

/** Types that the role `drift` can't read without reading what it must not. */
const unreadable: ReadonlyMap<string, string> = new Map([
  [
    'AWS::SecretsManager::Secret',
    'CloudFormation compares a secret by reading its value, which nobody lets the role do',
  ],
]);

/** Findings of one stack, and what CloudFormation could not say of it. Pure. */
export function compareStack(
  stack: string,
  drift: StackDrift,
): Required<Pick<CheckResult, 'findings' | 'refused' | 'leftOut'>> {
  if ('missing' in drift) return { findings: [findings.stackMissing(stack)], refused: [], leftOut: [] };
  if ('failed' in drift) return { findings: [], refused: [`${stack}: ${drift.failed}`], leftOut: [] };
  const unknown = drift.resources.filter((one) => one.StackResourceDriftStatus === 'UNKNOWN');
  const leftOut = unknown.flatMap(({ LogicalResourceId, ResourceType = '' }) => {
    const why = unreadable.get(ResourceType);
    return why === undefined ? [] : [`${stack}/${LogicalResourceId}: ${why}`];
  });
  const refused = unknown
    .filter(({ ResourceType = '' }) => !unreadable.has(ResourceType))
    .map(
      ({ LogicalResourceId, ResourceType, DriftStatusReason }) =>
        `${stack}/${LogicalResourceId} (${ResourceType}): ${DriftStatusReason ?? 'CloudFormation gives no reason'}`,
    );
  // A failure that no resource explains is one of the stack.
  if (drift.incomplete !== undefined && unknown.length === 0) refused.push(`${stack}: ${drift.incomplete}`);
  return { findings: drift.resources.flatMap((one) => findingsOf(stack, one)), refused, leftOut };
}

function findingsOf(stack: string, drift: StackResourceDrift): DriftFinding[] {
  const { LogicalResourceId: resource = '', ResourceType: type = '', PhysicalResourceId: id = '' } = drift;
  if (drift.StackResourceDriftStatus === 'DELETED') return [findings.resourceDeleted(stack, resource, type, id)];
  if (drift.StackResourceDriftStatus !== 'MODIFIED') return [];
  return (drift.PropertyDifferences ?? []).map(({ PropertyPath = '', ExpectedValue, ActualValue, DifferenceType }) => {
    const [before, after] = [shown(ExpectedValue), shown(ActualValue)];
    const [expected, got] =
      DifferenceType === 'ADD'
        ? ['nothing there', after]
        : [before, DifferenceType === 'REMOVE' ? 'nothing there' : after];
    return findings.resourceChanged(stack, resource, `${type} ${PropertyPath}`, expected, got);
  });
}

const shown = (text: string | undefined): string => quote(text ?? '', 200);
