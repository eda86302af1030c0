import { setTimeout as sleep } from 'node:timers/promises';

/** How to wait. */
export interface Waiting {
  /** Seconds. */
  readonly most: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks again and again, at growing distances up to five seconds, until there is an answer.
 * @returns undefined when the time is up
 * @throws the signal's reason
 */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined>,
  { most, signal }: Waiting,
): Promise<T | undefined> {
  const deadline = performance.now() + most * 1000;
  for (let pause = 200; ; pause = Math.min(pause * 1.3, 5000)) {
    signal?.throwIfAborted();
    const found = await ask();
    if (found !== undefined) return found;
    const left = deadline - performance.now();
    if (left <= 0) return undefined;
    await sleep(Math.min(pause, left), undefined, signal === undefined ? {} : { signal });
  }
}
