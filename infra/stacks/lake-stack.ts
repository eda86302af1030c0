import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addAnalytics } from '../analytics.ts';
import { addCatalog } from '../catalog.ts';
import { addCrawler } from '../crawler.ts';
import { addErasure } from '../erasure.ts';
import { addGlueSecurity } from '../glue-security.ts';
import { addGovernance } from '../governance.ts';
import { addIngestion } from '../ingestion.ts';
import type { Lake } from '../lake.ts';
import { addNotices } from '../notices.ts';
import { addOrchestration } from '../orchestration.ts';
import { addTransform } from '../transform.ts';
import { addWatching } from '../watching.ts';
import { deployedProps } from './deployed-props.ts';
import type { StorageStack } from './storage-stack.ts';

/** What works on the data. It holds none: deleted and made again, it goes on where it was. */
export class LakeStack extends Stack {
  constructor(scope: Construct, lake: Lake, storage: StorageStack) {
    super(scope, lake.names.stack('lake'), deployedProps(lake, 'What cleans, transforms, shows and watches'));
    const { keys } = storage;
    const notices = addNotices(this, lake, keys);
    const clean = addIngestion(this, lake, storage);
    addErasure(this, lake, keys);
    const databases = addCatalog(this, lake);
    const security = addGlueSecurity(this, lake, keys);
    const job = addTransform(this, lake, keys, security);
    const crawler = addCrawler(this, lake, { keys, database: databases.discovered, security });
    addOrchestration(this, lake, { storage, notices, job, crawler });
    const { readers } = addAnalytics(this, lake, keys);
    addGovernance(this, lake, { keys, databases, readers, job, crawler });
    addWatching(this, lake, notices, clean);
  }
}
