import { buffer } from 'node:stream/consumers';
import { parseRunRecord, recordKey } from '../../../lambda/pipeline/run-record.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { MachineRun } from '../settle.ts';

/** Runs that did not end well, or left no record of what each table came to. */
export async function checkRuns({ buckets, standIn }: Rehearsal, runs: readonly MachineRun[]): Promise<string[]> {
  if (runs.length === 0) return ['expected at least one run of the machine, got none'];
  const failures: string[] = [];
  for (const { name, status } of runs) {
    if (status !== 'SUCCEEDED') {
      failures.push(`${name}: expected it to end SUCCEEDED, got ${status}; see ${standIn.log}`);
      continue;
    }
    const key = recordKey(name);
    const object = await buckets.final.head(key);
    if (object === undefined) failures.push(`${key}: expected the record of the run, got no such object`);
    else {
      const record = parseRunRecord((await buffer(buckets.final.read(key))).toString('utf8'), name);
      for (const { table, outcome, findings } of record.tables)
        if (outcome !== 'published' && outcome !== 'unchanged')
          failures.push(`${key}: ${table}: expected it published, got ${outcome}: ${findings.join('; ')}`);
    }
  }
  return failures;
}
