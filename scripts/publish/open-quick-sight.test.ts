import { expect, it } from 'vitest';
import { openQuickSight } from './open-quick-sight.ts';
import { rehearsalEnvironment } from './testing/rehearsal-environment.ts';

const environment = rehearsalEnvironment();
const { quickSight: _, ...without } = environment;
const progress = { step: () => {}, done: () => {}, clear: () => {} };
const silent = { write: () => true };
const effects = { cwd: '/', env: {}, stdout: silent, stderr: silent, now: () => new Date(0) };

it.each([
  ['skips it', { ...environment, once: { ...environment.once, quickSight: 'skip' as const } }, 'is "skip"'],
  ['says nobody', without, 'it has no quickSight'],
])('refuses an environment that %s', async (_what, given, why) => {
  await expect(openQuickSight('publish', given, { effects, progress, root: '/' })).rejects.toMatchObject({
    ...{ code: 'no-quicksight', exitCode: 3 },
    message: expect.stringContaining(why),
  });
});
