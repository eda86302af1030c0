import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addIngestion } from '../ingestion.ts';
import type { Lake } from '../lake.ts';
import { deployedProps } from './deployed-props.ts';
import type { StorageStack } from './storage-stack.ts';

/** What works on the data. It holds none: deleted and made again, it goes on where it was. */
export class LakeStack extends Stack {
  constructor(scope: Construct, lake: Lake, storage: StorageStack) {
    super(scope, lake.names.stack('lake'), deployedProps(lake, 'What cleans, transforms, shows and watches'));
    addIngestion(this, lake, storage);
  }
}
