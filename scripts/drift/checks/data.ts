import { S3TaggedStore } from '../../../lambda/store/s3-tagged-store.ts';
import type { TaggedObject } from '../../../lambda/store/tagged-store.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import { readTree } from '../../sync/read-tree.ts';
import { emptyManifest, parseSyncManifest, syncManifestKey } from '../../sync/sync-manifest.ts';
import type { CheckResult, DriftCheck } from '../check.ts';
import { comparedDatasets, compareRaw } from '../data/compare-raw.ts';
import { repositoryIsWrong } from '../repository-is-wrong.ts';

/** Committed files, beside what raw has under the names of their datasets. No object is read but sync's own notes. */
export const data: DriftCheck = {
  kind: 'data',
  async run({ aws, environment, names, project, say }): Promise<CheckResult> {
    say('data: committed files');
    const tree = await readTree(project.root, project.datasets);
    const isWrong = tree.findings.some(({ severity }) => severity === 'error');
    if (isWrong) throw repositoryIsWrong(tree.findings);
    say('data: objects of raw');
    const raw = new S3TaggedStore(names.bucket('raw'), aws.s3);
    const noted = await new S3TaggedStore(names.bucket('processed'), aws.s3).get(syncManifestKey);
    const manifest =
      (noted === undefined ? undefined : parseSyncManifest(noted.body.toString('utf8'))) ?? emptyManifest;
    const datasets = comparedDatasets(tree, manifest);
    const listed = await fewAtOnce(datasets, 8, async (dataset) => {
      const objects: TaggedObject[] = [];
      for await (const object of raw.list(`${dataset}/`)) objects.push(object);
      return objects;
    });
    const there = listed.flat();
    const place = { environment: environment.name, raw: `s3://${names.bucket('raw')}/` };
    return {
      says: `${tree.files.size} committed files, ${there.length} objects of ${datasets.length} datasets in raw`,
      findings: compareRaw(tree, manifest, there, place),
    };
  },
};
