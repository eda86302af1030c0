import type { Check } from '../check.ts';
import { findings } from '../findings.ts';
import { nextRun, readRecord } from '../machine-runs.ts';

/** The run that the file asks for. */
export const run: Check = {
  name: 'run',
  expects: 'the run that the file asks for to begin, succeed, and publish its tables with a record',
  needs: ['file'],
  async run(smoke) {
    const { plan, state, timeout } = smoke;
    smoke.say('waiting for a run');
    const ended = await nextRun(smoke, state.cleanedAt ?? new Date());
    if (ended === undefined) {
      const place = smoke.names.named('run');
      return {
        says: '',
        findings: [findings.timedOut(place, 'a run with the file to end', `none after ${timeout} s`)],
      };
    }
    const { name, status } = ended;
    const failed = status === 'SUCCEEDED' ? [] : [findings.runFailed(name, 'status', 'SUCCEEDED', status)];
    const record = await readRecord(smoke, name);
    if (record === undefined)
      return { says: name, findings: [...failed, findings.runFailed(name, 'record', 'one in final', 'none')] };
    // A run fails for any table; those of the file may be published all the same.
    state.run = name;
    state.published = record.tables.filter(({ outcome }) => outcome === 'published').map(({ table }) => table);
    state.standing = record.tables
      .filter(({ outcome }) => outcome === 'published' || outcome === 'unchanged')
      .map(({ table }) => table);
    const tables = new Set(plan.expected.map(({ table }) => table.name));
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
