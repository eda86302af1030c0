import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { InfraPlan } from '../../deploy/infra-plan.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { stacksWithoutChange } from './cdk-failure.ts';

/** The same tree once more, by `npx sluice deploy` as the workflow runs it: its plan is empty, and nothing may change. */
export const deployAgain: Step = {
  name: 'deploy again',
  async run(rehearsal) {
    const { code, stdout, stderr } = await deployByVerb(rehearsal);
    if (code !== 0)
      return {
        says: 'failed',
        figures: {},
        failures: [`sluice deploy: expected exit status 0, got ${code}: ${stderr}`],
      };
    const plan: InfraPlan = JSON.parse(stdout);
    const planned = plan.stacks.flatMap(({ name, changes }) =>
      changes.map(({ action, id }) => `${name}: ${action} ${id}`),
    );
    const same = stacksWithoutChange(stderr);
    return {
      says: `no change in ${plan.stacks.length} planned and ${same.length} deployed stacks`,
      figures: { planned: planned.length, unchanged: same.length },
      failures: [
        ...planned.map((one) => `${one}: expected no change in the plan of the same tree`),
        ...(plan.stacks.length >= 3 && same.length === 2
          ? []
          : [
              `sluice deploy: expected a plan of all stacks and 2 deployed without a change, got ${plan.stacks.length} and ${same.length}; see cdk.log`,
            ]),
      ],
    };
  },
};

async function deployByVerb({ cdk, environment, root }: Rehearsal) {
  const args = [join(root, 'scripts', 'sluice.js'), 'deploy', '--env', environment.name, '--json'];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...cdk.env };
  return await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, args, { cwd: cdk.tree, env, maxBuffer: 2 ** 26 }, (_, stdout, stderr) => {
      appendFileSync(cdk.log, `\n$ sluice deploy\n${stdout}${stderr}`);
      resolve({ code: child.exitCode ?? 1, stdout, stderr });
    });
  });
}
