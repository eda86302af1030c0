import type { Step } from '../../rehearsal.ts';
import { settleRaw } from '../../settle.ts';
import { personFiles } from './person.ts';

/** Rows of somebody who is erased later, so that a run publishes them: two versions of one file, and a file with nobody else in it. */
export const uploadPerson: Step = {
  name: 'upload a person',
  async run(rehearsal) {
    const { raw } = rehearsal.buckets;
    const { before, after, alone } = personFiles;
    await Promise.all([raw.write(before.key, before.body), raw.write(alone.key, alone.body)]);
    const first = await settleRaw(rehearsal, 120);
    await raw.write(after.key, after.body);
    const left = first + (await settleRaw(rehearsal, 120));
    const failures = left === 0 ? [] : [`expected every event dealt with after 120 s, got ${left} left`];
    return { says: '3 versions of 2 files', figures: { versions: 3 }, failures };
  },
};
