import { stackUses } from '../../../infra/names/names.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { CheckResult, DriftCheck } from '../check.ts';
import { refusalOf } from '../refusal-of.ts';
import { compareStack } from '../stacks/compare-stack.ts';
import { detectStackDrift } from '../stacks/detect-stack-drift.ts';

/** What was changed or deleted in AWS behind CloudFormation's back. */
export const infrastructure: DriftCheck = {
  kind: 'infrastructure',
  async run({ aws, environment, names, say, timeout }): Promise<CheckResult> {
    const stacks = stackUses(environment);
    const compared = await fewAtOnce(stacks, stacks.length, async (which) => {
      const stack = names.stack(which);
      say(`${stack}: what CloudFormation sees`);
      const drift = await detectStackDrift(aws.stacks, stack, timeout).catch((error: unknown) => ({
        failed: refusalOf(error),
      }));
      return compareStack(stack, drift);
    });
    const found = compared.flatMap(({ findings }) => findings);
    const places = new Set(found.map(({ place }) => place.file));
    return {
      says: `${stacks.length} stacks, ${places.size} of their resources differ`,
      findings: found,
      refused: compared.flatMap(({ refused }) => refused),
      leftOut: compared.flatMap(({ leftOut }) => leftOut),
    };
  },
};
