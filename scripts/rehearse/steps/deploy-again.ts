import { stackUses } from '../../../infra/names/names.ts';
import type { Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { cdkFailure, stacksWithoutChange } from './cdk-failure.ts';

/** The same tree once more: nothing may change. */
export const deployAgain: Step = {
  name: 'deploy again',
  async run({ cdk, environment, names }) {
    const deployed = await runCdk({ ...cdk, background: true }, ['deploy', '--all']);
    const same = new Set(stacksWithoutChange(deployed.output));
    const changed = stackUses(environment)
      .map(names.stack)
      .filter((stack) => !same.has(stack));
    return {
      says: `no change in ${same.size} stacks`,
      figures: { unchanged: same.size },
      failures: [
        ...cdkFailure('cdk deploy', deployed),
        ...changed.map((stack) => `${stack}: expected no change from the same tree, got one; see cdk.log`),
      ],
    };
  },
};
