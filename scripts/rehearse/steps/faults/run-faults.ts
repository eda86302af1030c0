import type { Rehearsal, Step } from '../../rehearsal.ts';
import { settleRaw } from '../../settle.ts';
import { failFiles, redrive } from './fail-files.ts';
import { failRuns, mendData } from './fail-runs.ts';
import { faultFiles, readFaultFiles } from './fault-files.ts';
import { listenToNotices } from './notices.ts';

/** What goes wrong with files and with runs, side by side: each ends as infra/README.md says, and is whole again at the end. */
export const runFaults: Step = {
  name: 'faults of files and runs',
  async run(rehearsal: Rehearsal) {
    const { buckets, standIn } = rehearsal;
    const uploads = await readFaultFiles(rehearsal);
    const listener = await listenToNotices(rehearsal);
    standIn.faults.turn({ jobs: 'killed', longestWait: 2 });
    // Something good, to stand when its replacement is refused.
    await buckets.raw.write(faultFiles.large, uploads.get(faultFiles.large)?.body ?? new Uint8Array());
    await settleRaw(rehearsal, 120);
    const [files, runs] = await Promise.all([failFiles(rehearsal, uploads), failRuns(rehearsal, listener)]);
    await mendData(rehearsal);
    const redriven = await redrive(rehearsal, uploads);
    const kills = standIn.faults.lines().filter((line) => 'killed' in line).length;
    const failures = [...files, ...runs, ...redriven.failures];
    const end =
      failures.length === 0
        ? 'a file of 60 GB refused unread, a job killed, a table refused; all whole again'
        : `${failures.length} things not as they should be`;
    return {
      says: `${kills} kills, ${redriven.redriven} of ${redriven.dead} dead letters redriven; ${end}`,
      figures: { kills, deadLetters: redriven.dead, redriven: redriven.redriven },
      failures,
    };
  },
};
