import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namesOf } from '../../../infra/names/names.ts';
import { engineVersion } from '../../../lambda/clean/engine-version.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { tagOf } from '../../../lambda/store/testing/s3-in-memory.ts';
import { type S3Server, startS3Server } from '../../../lambda/store/testing/s3-server.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import { spreadOf } from '../measure/spread.ts';
import { timeCommand } from '../measure/time-command.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

const [count, fileBytes] = [10_000, 10_000];
const environment = { name: 'rehearsal', account: '123456789012', region: 'us-east-1' };
const names = namesOf(environment);
const schema = JSON.stringify({
  type: 'object',
  'x-sluice': { primaryKey: ['id'], tolerance: 0.5 },
  properties: { id: { type: 'integer' }, note: { type: ['string', 'null'] } },
  required: ['id'],
});

/** Syncing ten thousand small files, as a whole process, with S3 in the memory of this machine: calls and time. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const project = join(folder, 'project');
  await writeProject(project);
  const server = await startS3Server();
  try {
    const command = {
      program: join(root, 'node_modules', '.bin', 'node'),
      args: [join(root, 'scripts', 'sluice.js'), 'sync', '--env', environment.name, '--json'],
      cwd: project,
      env: { AWS_ENDPOINT_URL: server.endpoint, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    };
    const sync = async () => ({ seconds: await timeCommand(command), calls: server.takeCalls() });
    say(`syncing ${count} files for the first time`);
    const first = await sync();
    cleanAll(server);
    say('syncing them once they are clean');
    const clean = await sync();
    const unchanged: Awaited<ReturnType<typeof sync>>[] = [];
    for (let round = 0; round < runs; round++) {
      say(`syncing them unchanged, ${round + 1} of ${runs}`);
      unchanged.push(await sync());
    }
    const { median } = spreadOf(unchanged.map(({ seconds }) => seconds));
    const rows = [
      row('for the first time', first.calls, first.seconds),
      row('once they are clean', clean.calls, clean.seconds),
      row('with nothing changed', unchanged.at(-1)?.calls ?? new Map(), median),
    ];
    const manifest = server.bucket(names.bucket('processed')).objects.get('_sync/manifest.json');
    return {
      suite: 'sync',
      title: `${count} files of ${fileBytes / 1000} kB, S3 in memory on the same machine, whole process; ${runs} runs with nothing changed, median`,
      lines: [
        'once they are clean: the manifest of each is read, one time',
        `sync's own manifest: ${((manifest?.length ?? 0) / 1e6).toFixed(1)} MB`,
      ],
      tables: [
        {
          columns: [
            { title: '' },
            ...(['lists', 'heads', 'reads', 'writes', 's'] as const).map((title) => ({
              title,
              align: 'right' as const,
            })),
          ],
          rows,
        },
      ],
      figures: rows.map(([what, lists, heads, reads, writes, seconds]) => ({
        ...{ what, seconds: Number(seconds) },
        ...{ lists: Number(lists), heads: Number(heads), reads: Number(reads), writes: Number(writes) },
      })),
    };
  } finally {
    await server.stop();
  }
}

async function writeProject(project: string): Promise<void> {
  const orders = join(project, 'datasets', 'orders');
  await mkdir(orders, { recursive: true });
  await writeFile(join(orders, 'schema.json'), schema);
  const numbers = Array.from({ length: count }, (_, index) => index);
  await fewAtOnce(numbers, 16, async (number) => {
    const text = `id,note\n${number},${'x'.repeat(fileBytes - String(number).length - 10)}\n`;
    await writeFile(join(orders, `${String(number).padStart(5, '0')}.csv`), text);
  });
}

/** What the clean function would leave, as far as sync looks at it. */
function cleanAll(server: S3Server): void {
  const read = parseDatasetSchema(schema, { name: 'orders', file: 'datasets/orders/schema.json' });
  if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
  const { objects: raw } = server.bucket(names.bucket('raw'));
  const { objects: processed } = server.bucket(names.bucket('processed'));
  const origin = { schemaHash: read.schema.hash, engineVersion, tokenKeyId: 'none' };
  const counts = { status: 'clean', stale: false, rowsIn: 1, rowsClean: 1, rowsQuarantined: 0 };
  for (const [file, body] of raw) {
    const part = {
      key: `${file}/0123456789abcdef/part-00000.csv`,
      rows: 1,
      bytes: body.length,
      sha256: '0'.repeat(64),
    };
    const manifest = {
      format: 1,
      dataset: 'orders',
      file,
      ...counts,
      ...origin,
      rawVersion: `etag:${tagOf(body)}`,
      parts: [part],
    };
    processed.set(`_manifests/${file}.json`, Buffer.from(JSON.stringify(manifest)));
  }
}

function row(what: string, calls: ReadonlyMap<string, number>, seconds: number): string[] {
  const of = (...methods: string[]) => String(methods.reduce((sum, method) => sum + (calls.get(method) ?? 0), 0));
  return [what, of('GET list', 'GET versions'), of('HEAD'), of('GET'), of('PUT'), seconds.toFixed(2)];
}
