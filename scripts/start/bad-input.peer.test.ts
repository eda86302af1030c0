import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { BuildResult } from '../lake/build-result.ts';
import { lakeContent } from '../lake/testing/lake-content.ts';
import { runCommand } from '../lake/testing/run-command.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';

let project: TemporaryProject;
let good: Map<string, string>;

const start = (...args: string[]) => runCommand(project.command, ['start', '--once', ...args], project.root);

beforeAll(async () => {
  project = await temporaryProject();
  expect((await start()).code).toBe(0);
  good = await lakeContent(project.lake.root);
});
afterAll(() => project.dispose());

/** What breaks the lake, and what a person sees of it. */
interface BadInput {
  readonly situation: string;
  readonly file: string;
  readonly damage: (content: string, path: string) => Promise<string | undefined> | string;
  readonly message: RegExp;
  /** Tables that are then stale; all others stay as they are. */
  readonly stale: readonly string[];
}

const sales = ['sales_daily', 'sales_monthly'];

const cases: readonly BadInput[] = [
  {
    situation: 'an unreadable file',
    file: 'datasets/sales_records/2026-05.csv',
    damage: async (_, path) => {
      await rm(path);
      await symlink(`${path}.gone`, path);
      return undefined;
    },
    message: /datasets\/sales_records\/2026-05\.csv: expected a file that can be read, got .*\[unreadable-file\]/,
    stale: sales,
  },
  {
    situation: 'a broken schema',
    file: 'datasets/sales_records/schema.json',
    damage: (content) => content.replace('"type": "integer"', '"type": "integre"'),
    message: /datasets\/sales_records\/schema\.json:\d+:\d+: .*"integre".*\[[a-z-]+\]/,
    stale: sales,
  },
  {
    situation: 'an unknown column',
    file: 'datasets/sales_records/2026-05.csv',
    damage: (content) => content.replace('Region', 'Regoin'),
    message: /datasets\/sales_records\/2026-05\.csv:1.*(Regoin|regoin).*\[(unknown|missing)-column\]/,
    stale: sales,
  },
  {
    situation: 'bad dates in most rows',
    file: 'datasets/sales_records/2026-05.csv',
    damage: (content) => content.replaceAll('2026', '2026-99'),
    message: /datasets\/sales_records\/2026-05\.csv: .*\[too-many-rejects\]/,
    stale: sales,
  },
  {
    situation: 'SQL that is refused',
    file: 'glue/tables/sales_daily/transform.sql',
    damage: (content) => content.replace(/\bSELECT\b/i, 'SELECT rand() AS luck,'),
    message: /glue\/tables\/sales_daily\/transform\.sql:\d+:\d+: rand: expected .*\[sql-nondeterministic\]/,
    stale: sales,
  },
  {
    situation: 'SQL that fails',
    file: 'glue/tables/error_events/transform.sql',
    damage: (content) => content.replace(/\bevent_id,/, 'CAST(CAST(event_id AS INT) AS STRING) AS event_id,'),
    message: /glue\/tables\/error_events\/transform\.sql.*"e-\d+".*\[transform-failed\]/,
    stale: ['error_events'],
  },
  {
    situation: 'a failing quality rule',
    file: 'glue/tables/sales_daily/quality.dqdl',
    damage: (content) => content.replace('[', '[\n  RowCount > 1000000,'),
    message: /glue\/tables\/sales_daily\/quality\.dqdl:\d+:\d+: .*RowCount.*\[[a-z-]+\]/,
    stale: sales,
  },
  {
    situation: 'a dashboard that names a missing column',
    file: 'dashboards/sales/definition.json',
    damage: (content) => content.replace('"ColumnName": "revenue_usd"', '"ColumnName": "revenu_usd"'),
    message: /dashboards\/sales\/definition\.json:\d+:\d+: .*"revenu_usd".*did you mean.*\[column-missing\]/,
    stale: [],
  },
];

describe.each(cases)('$situation', ({ file, damage, message, stale }) => {
  test('is one message in its place, keeps the last good output, and is mended by mending it', async () => {
    const path = join(project.root, file);
    const before = await readFile(path);
    onTestFinished(async () => {
      await rm(path, { force: true });
      await writeFile(path, before);
    });
    const damaged = await damage(before.toString('utf8'), path);
    if (damaged !== undefined) {
      expect(damaged).not.toBe(before.toString('utf8'));
      await writeFile(path, damaged);
    }
    const { code, stderr } = await start();
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('bug');
    expect(code).toBe(1);
    const result: BuildResult = JSON.parse((await start('--json')).stdout);
    expect(result.tables.filter((table) => table.stale).map(({ table }) => table)).toEqual([...stale]);
    const now = await lakeContent(project.lake.root);
    for (const [name, hash] of good) {
      // pipeline_files and pipeline_rejects tell of the failure itself.
      if (/^final\/(?!_|pipeline_)/.test(name)) expect([name, now.get(name)]).toEqual([name, hash]);
    }
    await rm(path);
    await writeFile(path, before);
    expect((await start()).code).toBe(0);
    expect(await lakeContent(project.lake.root)).toEqual(good);
  });
});

test('a port in use is said, with what to do', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, stderr } = await runCommand(project.command, ['start', '--port', String(port)], project.root);
  server.close();
  expect(stderr).toMatch(new RegExp(`${port}.*--port.*\\[port-in-use\\]`));
  expect(code).toBe(3);
});

test.each([
  [['start', '--prot', '1'], /--prot.*\[usage\]/],
  [['strat'], /did you mean start\?.*\[unknown-verb\]/],
  [['start', '--port', 'x'], /expected a port from 0 to 65535, got "x".*\[usage\]/],
  [['validate', 'nowhere'], /got "nowhere" \[no-such-path\]/],
])('%j is wrong use', async (args, message) => {
  const { code, stderr, stdout } = await runCommand(project.command, args, project.root);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});
