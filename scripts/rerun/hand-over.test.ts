import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verbs } from '../cli/verbs.ts';
import { type Project, projectAt } from '../lake/project.ts';
import { findName } from './find-name.ts';
import { commandOf, handOver } from './hand-over.ts';
import { parseRequest } from './parse-request.ts';
import { type Step, steps } from './steps.ts';

let root: string;
let project: Project;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-rerun-'));
  project = projectAt(root);
  for (const folder of [
    'datasets/orders',
    'datasets/_runs',
    'datasets/sales',
    'glue/tables/orders_daily',
    'dashboards/sales',
  ])
    await mkdir(join(root, folder), { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function command(args: string): Promise<string> {
  const request = parseRequest(args.split(' '));
  const { step, name } = request;
  if (step.handsTo === undefined) return 'this room';
  const folders = name === undefined ? [] : await findName(project, step.names, name);
  const { verb, args: given, sayOnly } = commandOf(request, step.handsTo, 'prod', folders);
  return [sayOnly ? 'say:' : 'run:', verb, ...given].join(' ').replaceAll(root, '');
}

test.each([
  ['validate', 'run: validate'],
  ['validate orders', 'run: validate /datasets/orders'],
  ['validate orders_daily --json', 'run: validate /glue/tables/orders_daily --json'],
  ['validate sales', 'run: validate /datasets/sales /dashboards/sales'],
  ['validate orders --plan', 'say: validate /datasets/orders'],
  ['infra', 'run: deploy --env prod'],
  ['infra --plan --json', 'run: deploy --env prod --plan --json'],
  ['infra --insist abc', 'run: deploy --env prod --insist abc'],
  ['sync', 'run: sync --env prod --wait'],
  ['sync --timeout 5', 'run: sync --env prod --wait --timeout 5'],
  ['sync --prune', 'run: sync --env prod --prune --wait'],
  ['sync --prune --plan', 'run: sync --env prod --prune --plan'],
  ['sync --prune --insist abc --json', 'run: sync --env prod --prune --insist abc --wait --json'],
  ['sync --plan', 'run: sync --env prod --plan'],
  ['publish', 'run: publish --env prod'],
  ['publish sales --force', 'run: publish sales --env prod --overwrite-live --closely'],
  ['publish sales --insist abc', 'run: publish sales --env prod --insist abc'],
  ['rollback sales', 'run: publish --rollback sales --env prod'],
  ['rollback sales --to 3 --plan', 'run: publish --rollback sales --to 3 --env prod --plan'],
  ['clean orders', 'this room'],
  ['transform', 'this room'],
])('rerun %s is %s', async (args, expected) => expect(await command(args)).toBe(expected));

test.each([
  ['validate ordes', 'expected a dataset, table or dashboard of the repository, got "ordes"; did you mean orders?'],
  ['publish orders', 'expected a dashboard of the repository, got "orders"'],
  ['validate _runs', 'got "_runs"'],
  ['validate ../datasets/orders', 'got "../datasets/orders"'],
])('rerun %s finds no such name', async (args, message) => {
  await expect(command(args)).rejects.toThrow(message);
  await expect(command(args)).rejects.toMatchObject({ exitCode: 2 });
});

test('a room that is not there has no names', async () =>
  await expect(findName(projectAt(join(root, 'nowhere')), ['table'], 'a')).rejects.toThrow('expected a table'));

test('every step that is handed over goes to a verb of sluice', () => {
  const handed = Object.values<Step>(steps).flatMap(({ handsTo }) => handsTo?.verb ?? []);
  expect(handed).toEqual(['validate', 'deploy', 'sync', 'publish', 'publish']);
  for (const verb of handed) {
    expect([...verbs.keys()]).toContain(verb);
    expect(existsSync(join(import.meta.dirname, '..', verb, 'main.ts'))).toBe(true);
  }
});

test('what is handed over runs here, with the same effects, and its exit code is ours', async () => {
  const [out, err]: [string[], string[]] = [[], []];
  const effects = {
    cwd: root,
    env: {},
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    now: () => new Date(0),
  };
  const code = await handOver(
    { verb: 'validate', args: ['--json', join(root, 'datasets/orders')], sayOnly: false },
    effects,
  );
  expect(code).toBe(1);
  expect(out.join('')).toContain('dataset-without-schema');
});
