import { formatFinding } from '../../../lambda/schema/finding.ts';
import { selectChecks } from '../../smoke/checks/checks.ts';
import { planSmoke } from '../../smoke/plan-smoke.ts';
import { smoke } from '../../smoke/smoke.ts';
import type { Step } from '../rehearsal.ts';

/** `sluice smoke`, all of it: a file goes in, each audience sees what it may, and it is taken away again. */
export const smokeTheLake: Step = {
  name: 'smoke',
  async run({ environment, root, say, standIn }) {
    const { env, endpoint } = standIn;
    const credentials = {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    };
    // One file asks for each run: there are no more to wait for.
    standIn.faults.turn({ longestWait: 2 });
    const plan = await planSmoke({ root, audiences: Object.keys(environment.audiences), id: 'rehearsal' });
    const report = await smoke({
      ...{ environment, plan, checks: selectChecks([]), aws: { endpoint, credentials }, keep: false, timeout: 900 },
      ...{ signal: new AbortController().signal, say: (text) => say(`smoke: ${text}`), done: () => undefined },
    });
    const by = (status: string) => report.checks.filter((one) => one.status === status).map(({ name }) => name);
    const skipped = by('skipped');
    return {
      says: `${by('passed').length} of ${report.checks.length} checks passed: ${report.checks.map(({ name, seconds }) => `${name} ${seconds} s`).join(', ')}`,
      figures: { passed: by('passed').length, checks: report.checks.length, skipped },
      failures: [
        ...report.checks.flatMap(({ name, findings }) => findings.map((one) => `${name}: ${formatFinding(one)}`)),
        ...report.checks
          .filter(({ status }) => status === 'skipped')
          .map(({ name, says }) => `${name}: expected it judged, got skipped: ${says}`),
      ],
    };
  },
};
