import { publish } from '../../publish/publish.ts';
import { readRepository } from '../../publish/read-repository.ts';
import type { CheckResult, DriftCheck } from '../check.ts';
import { compareDashboards } from '../dashboards/compare-dashboards.ts';
import { repositoryIsWrong } from '../repository-is-wrong.ts';

/** What people did in QuickSight, beside what publish noted there. */
export const dashboards: DriftCheck = {
  kind: 'dashboards',
  async run({ environment, openQuickSight, project, say }): Promise<CheckResult> {
    const { once, quickSight } = environment;
    if (once.quickSight === 'skip' || quickSight === undefined) {
      const skipped = `the environment ${environment.name} has no QuickSight`;
      return { says: skipped, findings: [], skipped };
    }
    say('dashboards: what the repository says');
    const repository = await readRepository(project, []);
    const surroundings = await openQuickSight();
    try {
      const options = { insist: undefined, remove: [], overwriteLive: false, allowEmptying: false };
      const planned = await publish(surroundings, repository, { ...options, planOnly: true, closely: true });
      if (planned.plan === undefined) throw repositoryIsWrong(planned.findings);
      const { steps, held, unchanged } = planned.plan;
      return {
        says: `${repository.folders.length} dashboards: ${unchanged} things as published, ${steps.length + held.length} not`,
        findings: compareDashboards(planned.plan, planned.findings, environment.name),
      };
    } finally {
      surroundings.client.destroy();
    }
  },
};
