import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { main as pullMain } from '../pull/main.ts';
import type { Call } from '../quick-sight-stand-in/wire/call.ts';
import { main as publishMain } from './main.ts';
import { type PublishingLab, startPublishingLab } from './testing/publishing-lab.ts';

const run = promisify(execFile);
const home = 'dashboards/sales';
const [definition, dataSet] = [`${home}/definition.json`, `${home}/data-sets/sales_daily.json`];
const id = 'sluice-rehearsal-sales';
const market = "concat({region_name}, ', ', {country})";
const retitle = (from: string, to: string) => (text: string) =>
  text.replace(`"PlainText": "${from}"`, `"PlainText": "${to}"`);
const recompute = (text: string) => text.replace(market, "concat({country}, ', ', {region_name})");
const rename = (text: string) =>
  text.replaceAll('"ColumnName": "Market"', '"ColumnName": "Place"').replace('"name": "Market"', '"name": "Place"');
const rejection = (resource: string) => ({
  ...{ kind: 'fail-work' as const, resource, times: 1 },
  errors: [
    {
      ...{ Type: 'COLUMN_TYPE_MISMATCH' as const, Message: 'revenue_usd is no number' },
      ViolatedEntities: [{ Path: 'sheet/overview/visual/revenue' }],
    },
  ],
});

/** One command after another as a person types them, what each printed and which calls it made: testdata/story/story.txt. */
it('tells the whole story of a dashboard, with the calls made', async () => {
  const lab = await startPublishingLab(['sales']);
  const { control } = lab.standIn;
  const story: string[] = [];
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: lab.project.root });
  const chapter = async (title: string, change?: () => Promise<unknown>) => {
    story.push(`## ${title}`, '');
    await change?.();
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', title);
    await control.forgetCalls();
  };
  let planned = '';
  const type = async (verb: 'publish' | 'pull', ...args: string[]) => {
    const typed = args.map((arg) => arg.replace('<plan>', planned));
    const { code, lines, plan } = await typedIn(lab, verb, [...typed, '--env', 'rehearsal']);
    planned = plan ?? planned;
    story.push(`$ npx sluice ${[verb, ...args].join(' ')} --env rehearsal`, ...lines, `exit ${code}`);
    story.push(...callsOf(await control.calls()), '');
    await control.forgetCalls();
  };
  vi.stubEnv('AWS_ENDPOINT_URL_QUICKSIGHT', lab.standIn.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  onTestFinished(() => void vi.unstubAllEnvs());
  await git('init', '--quiet');

  await chapter('Published for the first time');
  await type('publish', 'sales');
  await chapter('Published again, with nothing changed');
  await type('publish', 'sales');
  await chapter('A visual is changed, the plan read, and that very plan carried out', () =>
    lab.edit(definition, retitle('Revenue', 'Revenue, net')),
  );
  await type('publish', 'sales', '--plan');
  await type('publish', 'sales', '--insist', '<plan>');
  await chapter('The next version fails: said at its line, and version 2 stays live', async () => {
    await lab.edit(definition, retitle('Revenue, net', 'Revenue, gross'));
    await control.plan(rejection(`dashboard/${id}`));
  });
  await type('publish', 'sales');
  await chapter('A second run completes the work');
  await type('publish', 'sales');
  await chapter('Rolled back: what was taken off is not published again');
  await type('publish', '--rollback', 'sales', '--to', '2');
  await type('publish', 'sales');
  await chapter('Pulled: the repository agrees again');
  await type('pull', 'sales');
  await type('publish', 'sales');
  await chapter(
    'A column gets another formula, with a dashboard that QuickSight rejects: tried on copies, and nothing live is touched',
    async () => {
      await lab.edit(dataSet, recompute);
      await lab.edit(definition, retitle('Revenue, net', 'Revenue, all'));
      await control.plan(rejection(`dashboard/${id}--trial`));
    },
  );
  await type('publish', 'sales', '--plan');
  await type('publish', 'sales');
  await chapter('Rejected only after the copy was accepted: the data set is put back', () =>
    control.plan(rejection(`dashboard/${id}`)),
  );
  await type('publish', 'sales');
  await chapter('Accepted');
  await type('publish', 'sales');
  await chapter('Edited in QuickSight: drift, which is not overwritten', async () => {
    const { Sheets = [], ...rest } = await lab.published('sales');
    const [first, ...others] = Sheets;
    const elsewhere = { ...rest, Sheets: [{ ...first, SheetId: first?.SheetId, Name: 'At a glance' }, ...others] };
    await control.editInConsole({ dashboardId: id, definition: elsewhere });
  });
  await type('publish', 'sales', '--plan');
  await chapter('Taken over');
  await type('pull', 'sales');
  await chapter('Noted as what is live, and settled');
  await type('publish', 'sales');
  await type('publish', 'sales');
  await chapter(
    "A column is renamed that rules restrict, so that the old one can't be kept beside it: tried first, too",
    async () => {
      await lab.edit(definition, rename);
      await lab.edit(dataSet, rename);
    },
  );
  await type('publish', 'sales', '--plan');
  await type('publish', 'sales');
  await chapter('Rolled back onto a version that asks for what is gone: refused');
  await type('publish', '--rollback', 'sales');
  await expect(`${head}${story.join('\n')}`).toMatchFileSnapshot(
    join(import.meta.dirname, 'testdata', 'story', 'story.txt'),
  );
}, 180_000);

const head = `The story of one dashboard against the stand-in for QuickSight, as scripts/publish/publish-golden.peer.test.ts makes it: what was typed, what was
printed, and the calls that it made. Writes are in order, each with its resource; reads between two writes are counted.

`;

async function typedIn({ project }: PublishingLab, verb: 'publish' | 'pull', args: readonly string[]) {
  const printed: string[] = [];
  const write = (text: string) => printed.push(text);
  const effects = {
    ...{ cwd: project.root, env: process.env, now: () => new Date() },
    ...{ stdout: { write }, stderr: { write: (text: string) => write(text) } },
  };
  const code = await (verb === 'publish' ? publishMain : pullMain)(args, effects);
  const text = printed.join('').trimEnd();
  // What differs from run to run: commits, and hashes of plans, which hold the content.
  const masked = text.replaceAll(/\b[0-9a-f]{16}\b/g, '<plan>').replaceAll(/\b[0-9a-f]{12}\b/g, '<commit>');
  return {
    code,
    plan: /^plan ([0-9a-f]{16}):/m.exec(text)?.[1],
    lines: masked.split('\n').map((line) => `  ${line}`),
  };
}

/** Writes one a line; the reads before each as counts, since many are under way at once. */
function callsOf(calls: readonly Call[]): string[] {
  const lines: string[] = [];
  let reads = new Map<string, number>();
  const flush = () => {
    const counts = [...reads].sort().map(([operation, count]) => (count === 1 ? operation : `${count} ${operation}`));
    if (counts.length > 0) lines.push(`  read  ${counts.join(', ')}`);
    reads = new Map();
  };
  for (const { operation, kind, resource, error } of calls) {
    if (kind === 'read') reads.set(operation, (reads.get(operation) ?? 0) + 1);
    else {
      flush();
      lines.push(
        `  write ${operation} ${resource.replace(/^arn:.*?:(?=[a-z]+\/)/, '')}${error === undefined ? '' : `: ${error}`}`,
      );
    }
  }
  flush();
  return ['calls:', ...lines];
}
