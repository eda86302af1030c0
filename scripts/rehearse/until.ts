import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again.
 * @param most seconds
 * @returns undefined when the time was up
 */
export async function until<T>(most: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + most * 1000;
  for (;;) {
    const found = await ask();
    if (found !== undefined || Date.now() > deadline) return found;
    await sleep(250);
  }
}
