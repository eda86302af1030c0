import type { Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { cdkFailure } from './cdk-failure.ts';
import { scratchTree } from './scratch-tree.ts';

/** One resource that a dataset folder makes, and those that name every dataset: no other may change. */
const expected = ['[+] AWS::Glue::Table', '[~] AWS::Glue::Crawler', '[~] AWS::Glue::Job'];

/** A scratch tree with one dataset folder more, and no line of code: what would be deployed. */
export const showDifference: Step = {
  name: 'show the difference',
  async run(rehearsal) {
    const { cdk, names } = rehearsal;
    const shown = await runCdk({ ...cdk, tree: scratchTree(rehearsal), background: true }, [
      'diff',
      names.stack('lake'),
    ]);
    const difference = shown.output.split('\n').filter((line) => /^\[[+~-]\]/.test(line));
    const kinds = difference.map((line) => line.split(' ').slice(0, 2).join(' ')).sort();
    return {
      says: `one dataset folder is ${difference.join(', ')}`,
      figures: { difference },
      failures: [
        ...cdkFailure('cdk diff', shown),
        ...(kinds.join() === expected.join()
          ? []
          : [`cdk diff: expected ${expected.join(', ')}, got ${kinds.join(', ') || 'nothing'}`]),
      ],
    };
  },
};
