import type { CfnCrawler, CfnJob } from 'aws-cdk-lib/aws-glue';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { StorageStack } from '../stacks/storage-stack.ts';

/** What the machine calls. */
export interface RunParts {
  readonly storage: StorageStack;
  readonly notices: Topic;
  readonly job: CfnJob;
  readonly crawler: CfnCrawler;
}
