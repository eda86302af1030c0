import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startQuickSight } from '../../quick-sight-stand-in/start-quick-sight.ts';
import { spreadOf } from '../measure/spread.ts';
import { timeCommand } from '../measure/time-command.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

const copies = 50;
const isRead = (operation: string): boolean => /^(Describe|List)/.test(operation);

/** Publishing fifty dashboards of which none changed, as a whole process, against the stand-in: calls and time. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const project = join(folder, 'project');
  const noData = (path: string) => !/\.(csv|ndjson)$/.test(path);
  for (const room of ['datasets', join('glue', 'tables')])
    await cp(join(root, room), join(project, room), { recursive: true, filter: noData });
  for (let number = 1; number <= copies; number += 1) {
    const name = `users-${String(number).padStart(2, '0')}`;
    await cp(join(root, 'dashboards', 'users'), join(project, 'dashboards', name), { recursive: true });
  }
  const quickSight = await startQuickSight();
  try {
    for (const name of await groupsOf(root)) await quickSight.control.addGroup({ name });
    const command = {
      program: join(root, 'node_modules', '.bin', 'node'),
      args: [join(root, 'scripts', 'sluice.js'), 'publish', '--env', 'rehearsal', '--json'],
      cwd: project,
      env: {
        ...{
          AWS_ENDPOINT_URL_QUICKSIGHT: quickSight.endpoint,
          AWS_ACCESS_KEY_ID: 'bench',
          AWS_SECRET_ACCESS_KEY: 'bench',
        },
      },
    };
    say(`publishing ${copies} dashboards for the first time`);
    const first = await timeCommand(command);
    const made = await callsSince(quickSight.control);
    const seconds: number[] = [];
    let calls: readonly string[] = [];
    for (let round = 0; round < runs; round += 1) {
      say(`publishing them unchanged, ${round + 1} of ${runs}`);
      seconds.push(await timeCommand(command));
      calls = await callsSince(quickSight.control);
    }
    const spread = spreadOf(seconds);
    const rows = [row('for the first time', made, first), row('with nothing changed', calls, spread.median)];
    return {
      suite: 'publish',
      title: `${copies} copies of dashboards/users against the stand-in, whole process; ${runs} runs with nothing changed, median`,
      lines: [
        'unchanged: a read of its tags for each dashboard, data set and rules of rows, one of the data source, and the lists, a page for 100',
        `calls with nothing changed: ${countsOf(calls)}`,
      ],
      tables: [
        {
          columns: [
            { title: '' },
            ...(['writes', 'reads', 'of dashboards', 's'] as const).map((title) => ({
              title,
              align: 'right' as const,
            })),
          ],
          rows,
        },
      ],
      figures: { first: { seconds: first, calls: made.length }, unchanged: { seconds: spread, calls: calls.length } },
    };
  } finally {
    await quickSight.stop();
  }
}

async function groupsOf(root: string): Promise<string[]> {
  const text = await readFile(join(root, 'infra', 'environments', 'environments.json'), 'utf8');
  const principals: Readonly<Record<string, readonly string[]>> = JSON.parse(text).rehearsal.quickSight.principals;
  return [...new Set(Object.values(principals).flat())].map((name) => name.replace('group/', ''));
}

/** `ListTagsForResource dashboard` and so on, one a call. */
async function callsSince(control: Awaited<ReturnType<typeof startQuickSight>>['control']): Promise<string[]> {
  const calls = await control.calls();
  await control.forgetCalls();
  return calls.map(({ operation, resource }) =>
    `${operation} ${/(dashboard|dataset|datasource)\//.exec(resource)?.[1] ?? ''}`.trim(),
  );
}

const row = (what: string, calls: readonly string[], seconds: number): string[] => {
  const reads = calls.filter((call) => isRead(call));
  const ofDashboards = reads.filter((call) => call.endsWith(' dashboard'));
  return [
    what,
    String(calls.length - reads.length),
    String(reads.length),
    String(ofDashboards.length),
    seconds.toFixed(2),
  ];
};

function countsOf(calls: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  return [...counts].map(([call, count]) => `${count} ${call}`).join(', ');
}
