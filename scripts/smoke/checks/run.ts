import type { RunRecord } from '../../../lambda/pipeline/run-record.ts';
import { readRunRecord } from '../../aws/read-run-record.ts';
import type { Check } from '../check.ts';
import { findings } from '../findings.ts';
import { type EndedRun, nextRun } from '../machine-runs.ts';
import type { Smoke } from '../smoke-context.ts';

/** The run that the file asks for. */
export const run: Check = {
  name: 'run',
  expects: 'the run that the file asks for to begin, succeed, and publish its tables with a record',
  needs: ['file'],
  async run(smoke) {
    const { plan, state, timeout } = smoke;
    smoke.say('waiting for a run');
    const tables = new Set(plan.expected.map(({ table }) => table.name));
    const past = new Set<string>();
    const { ended, record } = await runWith(smoke, tables, past);
    if (ended === undefined) {
      const place = smoke.names.named('run');
      const got = past.size === 0 ? 'none' : `only ${[...past].join(', ')}, which changed none of its tables,`;
      return {
        says: '',
        findings: [findings.timedOut(place, 'a run with the file to end', `${got} after ${timeout} s`)],
      };
    }
    const { name, status } = ended;
    const failed = status === 'SUCCEEDED' ? [] : [findings.runFailed(name, 'status', 'SUCCEEDED', status)];
    if (record === undefined)
      return { says: name, findings: [...failed, findings.runFailed(name, 'record', 'one in final', 'none')] };
    // A run fails for any table; those of the file may be published all the same.
    state.run = name;
    state.published = record.tables.filter(({ outcome }) => outcome === 'published').map(({ table }) => table);
    state.standing = record.tables
      .filter(({ outcome }) => outcome === 'published' || outcome === 'unchanged')
      .map(({ table }) => table);
    return {
      says: `${name}: ${state.published.length} tables published`,
      findings: [
        ...failed,
        ...record.tables
          .filter(({ table, outcome }) => tables.has(table) && outcome !== 'published' && outcome !== 'unchanged')
          .map(({ table, outcome, findings: because }) =>
            findings.runFailed(name, table, 'it published', `${outcome}: ${because.slice(0, 3).join('; ')}`),
          ),
      ],
    };
  },
};

/** S3 says to the second when the manifest came; Step Functions, when a run began. */
const sameSecond = 2000;

/**
 * The first run in which a table of the file is not what it was: one that began within the same second may have read manifests without the file's.
 * One that began later has read it: tables that it left as they were had its rows already, of a smoke that was cut short.
 * A run that left no record, or held a table of the file back, is judged as it is.
 * @param past gets the names of runs that changed nothing of it
 */
async function runWith(
  smoke: Smoke,
  tables: ReadonlySet<string>,
  past: Set<string>,
): Promise<{ readonly ended: EndedRun | undefined; readonly record: RunRecord | undefined }> {
  const since = smoke.state.cleanedAt ?? new Date();
  for (;;) {
    const ended = await nextRun(smoke, since, past);
    if (ended === undefined) return { ended, record: undefined };
    const record = await readRunRecord({ s3: smoke.aws.s3, names: smoke.names }, ended.name);
    const ours = record?.tables.filter(({ table }) => tables.has(table)) ?? [];
    const hasRead = ended.started >= Math.floor(since.getTime() / 1000) * 1000 + sameSecond;
    if (record === undefined || tables.size === 0 || hasRead || ours.some(({ outcome }) => outcome !== 'unchanged'))
      return { ended, record };
    past.add(ended.name);
  }
}
