import { setTimeout } from 'node:timers/promises';

/** How long to wait, and who hears of it. */
export interface Patience {
  /** Milliseconds in all. */
  readonly most: number;
  /** What is waited for, each time that it changed. */
  readonly say?: ((text: string) => void) | undefined;
  /** Ends the waiting: its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of a clock that only goes on. Default: performance.now. */
  readonly now?: (() => number) | undefined;
  readonly sleep?: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>) | undefined;
}

const pause = (milliseconds: number, signal: AbortSignal | undefined) =>
  setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });

/**
 * Asks until there is an answer, at distances that grow from a second to ten.
 * @returns undefined when the time is up
 * @throws the signal's reason
 */
export async function askUntil<T>(patience: Patience, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const { most, signal, now = () => performance.now(), sleep = pause } = patience;
  const deadline = now() + most;
  for (let distance = 1000; ; distance = Math.min(distance * 1.5, 10_000)) {
    signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    const left = deadline - now();
    if (left <= 0) return undefined;
    await sleep(Math.min(distance, left), signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}
