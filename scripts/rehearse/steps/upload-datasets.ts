import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { engineVersion } from '../../../lambda/clean/engine-version.ts';
import { manifestKey } from '../../../lambda/reconcile/output-keys.ts';
import { readManifests } from '../../../lambda/reconcile/read-manifests.ts';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { S3TaggedStore } from '../../../lambda/store/s3-tagged-store.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import { requestClean } from '../../pipeline/request-clean.ts';
import { findCommit } from '../../publish/find-commit.ts';
import { describeStep } from '../../sync/describe-step.ts';
import { readTree } from '../../sync/read-tree.ts';
import { sync } from '../../sync/sync.ts';
import { cleanOnLaptop, countsOf, type Upload } from '../laptop.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { readUploads } from '../repository-uploads.ts';
import { settleRaw } from '../settle.ts';
import { missingObjects } from './missing-objects.ts';

/** What nobody should upload, and somebody will: each ends as it does on a laptop. */
const mishaps: readonly Upload[] = [
  {
    key: 'sales_records/picture.csv',
    body: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  },
  { key: 'sales_records/empty.csv', body: new Uint8Array() },
  { key: 'sales_records/a name, with+signs.csv', body: new TextEncoder().encode('nothing,of,it\n1,2,3\n') },
  { key: 'no_such_dataset/2026-11.csv', body: new TextEncoder().encode('a,b\n1,2\n') },
];

/** The committed datasets go up; processed, quarantine and manifests appear, as a laptop makes them. */
export const uploadDatasets: Step = {
  name: 'upload the datasets',
  async run(rehearsal) {
    const { buckets, folder, root } = rehearsal;
    const { schemas, files } = await readUploads(root);
    const uploads = [...files, ...mishaps];
    const synced = await syncTree(rehearsal);
    await fewAtOnce(mishaps, 8, ({ key, body }) => buckets.raw.write(key, body));
    // An event of an object that is gone by the time it is heard.
    await buckets.raw.write('items/gone.csv', new TextEncoder().encode('x\n'));
    await buckets.raw.remove('items/gone.csv');
    const expected = await cleanOnLaptop(join(folder, 'laptop'), schemas, uploads);
    const left = await settleRaw(rehearsal, 120);
    const { says, figures, failures } = await compare(rehearsal, expected);
    return {
      says,
      figures,
      failures: [
        ...synced,
        ...(left === 0 ? [] : [`expected every event dealt with after 120 s, got ${left} left`]),
        ...failures,
      ],
    };
  },
};

/** As `npx sluice sync` does it, twice: the second finds nothing to put. @returns what was not as it should be */
async function syncTree({ clients, names, root, environment }: Rehearsal): Promise<string[]> {
  const store = (use: 'raw' | 'processed') => new S3TaggedStore(names.bucket(use), clients.s3);
  const tree = await readTree(root, join(root, 'datasets'));
  const queue = { client: clients.sqs, name: names.named('clean'), bucket: names.bucket('raw') };
  const options = {
    ...{ buckets: { raw: store('raw'), processed: store('processed') }, tree, commit: await findCommit(root) },
    ...{ today: { schemas: tree.read, engineVersion, tokenKeyId: undefined }, environment: environment.name },
    requestClean: (keys: readonly string[]) => requestClean(queue, keys),
  };
  const first = await sync(options);
  const second = await sync({ ...options, planOnly: true });
  const put = second.plan.steps.filter((step) => step.do !== 'clean').map(describeStep);
  return [
    ...first.findings.map((finding) => formatFinding(finding)),
    ...put.map((line) => `expected nothing to put a second time, got: ${line}`),
  ];
}

async function compare({ buckets }: Rehearsal, expected: Awaited<ReturnType<typeof cleanOnLaptop>>) {
  const manifests = await readManifests(buckets.processed);
  const found = new Map(manifests.map((manifest) => [manifest.file, countsOf(manifest)]));
  const failures: string[] = [];
  for (const key of new Set([...expected.keys(), ...found.keys()])) {
    const [here, there] = [expected.get(key), found.get(key)];
    if (!isDeepStrictEqual(here, there))
      failures.push(
        `${manifestKey(key)}: expected ${JSON.stringify(here)} as on a laptop, got ${JSON.stringify(there)}`,
      );
  }
  failures.push(...(await missingObjects(buckets, manifests)));
  const sum = (of: (manifest: (typeof manifests)[number]) => number) =>
    manifests.reduce((all, one) => all + of(one), 0);
  const figures = {
    ...{ files: expected.size, manifests: manifests.length },
    ...{ rowsIn: sum(({ rowsIn }) => rowsIn), rowsClean: sum(({ rowsClean }) => rowsClean) },
    ...{ rowsQuarantined: sum(({ rowsQuarantined }) => rowsQuarantined) },
    refused: manifests.filter(({ status }) => status === 'failed').length,
  };
  const rows = `${figures.rowsIn} rows in, ${figures.rowsClean} clean, ${figures.rowsQuarantined} quarantined`;
  return {
    says: `${figures.files} files, ${figures.manifests} manifests (${figures.refused} refused), ${rows}`,
    figures,
    failures,
  };
}
