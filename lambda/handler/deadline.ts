/** How long the function may still run: the part of Lambda's context that a deadline needs. */
export interface RemainingTime {
  getRemainingTimeInMillis(): number;
}

/** A signal that aborts while there is still time to give uploads up and to say so. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** To be called when the work is done: a timer left behind would abort the next invocation's. */
  stop(): void;
}

/** Giving up uploads, or finishing what needs no more input, takes seconds at most, also when S3 has to be asked twice. */
const mostReserve = 10_000;

/** @returns milliseconds before Lambda's end: 10 s, or a fifth of a time so short that 10 s would leave too little of it */
export const reserve = (remaining: number): number => Math.min(mostReserve, remaining / 5);

/** Begins to count when an invocation begins. */
export function startDeadline(time: RemainingTime): Deadline {
  const controller = new AbortController();
  const remaining = time.getRemainingTimeInMillis();
  const timer = setTimeout(() => controller.abort(), Math.max(0, remaining - reserve(remaining)));
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
