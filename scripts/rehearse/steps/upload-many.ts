import { readFileSync } from 'node:fs';
import { readManifests } from '../../../lambda/reconcile/read-manifests.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { Upload } from '../laptop.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { readUploads } from '../repository-uploads.ts';
import { settleRaw } from '../settle.ts';
import { missingObjects } from './missing-objects.ts';

const dataset = 'iot_sensor_data';
const rowsEach = 5;

/**
 * Many files at once: all are processed, none twice, and none is lost.
 * @param count how many
 */
export const uploadMany = (count: number): Step => ({
  name: `upload ${count} files at once`,
  async run(rehearsal) {
    const { buckets, root } = rehearsal;
    const uploads = cutIntoFiles((await readUploads(root)).files, count);
    const started = performance.now();
    await fewAtOnce(uploads, 50, ({ key, body }) => buckets.raw.write(key, body));
    const uploaded = seconds(started);
    const left = await settleRaw(rehearsal, 600);
    const cleaned = seconds(started);
    const account = await accountFor(rehearsal, uploads);
    const figures = { ...account.figures, secondsToUpload: uploaded, secondsToClean: cleaned };
    const { processed, twice, lost } = figures;
    return {
      says: `${processed} of ${count} processed, ${twice} twice, ${lost} lost, in ${cleaned} s`,
      figures,
      failures: [
        ...(left === 0 ? [] : [`expected every event dealt with after 600 s, got ${left} left`]),
        ...account.failures,
      ],
    };
  },
});

const seconds = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

/** Files of a few rows each, under a header: rows of the dataset's own files, over and over. */
export function cutIntoFiles(files: readonly Upload[], count: number): Upload[] {
  const own = files.find(({ key }) => key.startsWith(`${dataset}/`) && key.endsWith('.csv'));
  const [header = '', ...rows] = new TextDecoder().decode(own?.body).trimEnd().split('\n');
  return Array.from({ length: count }, (_, index) => {
    const cut = Array.from({ length: rowsEach }, (_row, row) => rows[(index * rowsEach + row) % rows.length]);
    const body = new TextEncoder().encode(`${[header, ...cut].join('\n')}\n`);
    return { key: `${dataset}/at-once/${String(index).padStart(5, '0')}.csv`, body };
  });
}

async function accountFor(rehearsal: Rehearsal, uploads: readonly Upload[]) {
  const { buckets } = rehearsal;
  const keys = new Set(uploads.map(({ key }) => key));
  const manifests = (await readManifests(buckets.processed, dataset)).filter(({ file }) => keys.has(file));
  const cleaned = cleanedBy(rehearsal, keys);
  const twice = [...cleaned].filter(([, times]) => times > 1);
  const found = new Set(manifests.map(({ file }) => file));
  const lost = [...keys].filter((key) => !found.has(key));
  const miscounted = manifests.filter(({ rowsIn }) => rowsIn !== rowsEach);
  return {
    figures: {
      uploaded: keys.size,
      processed: manifests.length,
      cleaned: cleaned.size,
      twice: twice.length,
      lost: lost.length,
    },
    failures: [
      ...lost.map((key) => `${key}: expected a manifest, got none`),
      ...twice.map(([key, times]) => `${key}: expected it cleaned once, got ${times} times`),
      ...miscounted.map(({ file, rowsIn }) => `${file}: expected ${rowsEach} rows, got ${rowsIn}`),
      ...(cleaned.size === keys.size
        ? []
        : [`expected a line of the log for each of ${keys.size} files, got ${cleaned.size}`]),
      ...(await missingObjects(buckets, manifests)),
    ],
  };
}

/** How often each key was cleaned, by what the function itself says; a file that was refused for its rows was cleaned too. */
function cleanedBy({ standIn }: Rehearsal, keys: ReadonlySet<string>): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of readFileSync(standIn.functionsLog, 'utf8').split('\n')) {
    const line = readLine(text);
    const isCleaned = line?.outcome === 'clean' || line?.outcome === 'failed';
    if (isCleaned && keys.has(line.file)) times.set(line.file, (times.get(line.file) ?? 0) + 1);
  }
  return times;
}

function readLine(message: string): { readonly file: string; readonly outcome: string } | undefined {
  if (!message.startsWith('{')) return undefined;
  const line: unknown = JSON.parse(message);
  if (typeof line !== 'object' || line === null || !('file' in line) || !('outcome' in line)) return undefined;
  const { file, outcome } = line;
  return typeof file === 'string' && typeof outcome === 'string' ? { file, outcome } : undefined;
}
