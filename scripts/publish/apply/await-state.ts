import { CommandError } from '../../cli/command-error.ts';
import type { Patience } from '../quick-sight/patient-client.ts';

const [firstPause, longestPause, longest] = [500, 10_000, 30 * 60_000];

/**
 * Looks again and again until there is an answer, less often as time goes.
 * @param look undefined: not yet
 * @throws CommandError `no-end` after half an hour
 */
export async function awaitState<Answer>(
  { now, sleep, say }: Patience,
  what: string,
  look: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const began = now();
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.5)) {
    const answer = await look();
    if (answer !== undefined) return answer;
    const waited = now() - began;
    if (waited > longest) {
      const message = `${what}: expected QuickSight to end within ${longest / 60_000} minutes, got no end; run it again: what is done stays done`;
      throw new CommandError('no-end', 'environment', message);
    }
    say(`${what}: waiting for ${Math.round(waited / 1000)} s`);
    await sleep(pause);
  }
}
