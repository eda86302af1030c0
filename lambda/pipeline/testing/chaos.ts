import fc from 'fast-check';
import type { SimulatedLake } from './simulated-lake.ts';

/** One thing that happens to a lake; `pick` says to which of those that it could happen to. */
export interface Mishap {
  readonly what: keyof typeof mishaps;
  readonly pick: number;
}

const at = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % Math.max(1, items.length)];

const waits = [1_000, 20_000, 90_000, 600_000, 3_000_000, 7_200_000];
const ends = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;

const mishaps = {
  land: async (lake: SimulatedLake) => lake.land(),
  deliver: async (lake: SimulatedLake, pick: number) => {
    const event = at(lake.events, pick);
    if (event !== undefined) lake.deliver(event);
  },
  /** An event that came already comes again, however old. */
  repeat: async (lake: SimulatedLake, pick: number) => {
    const event = at(lake.sent, pick);
    if (event !== undefined) lake.events.push(event);
  },
  /** Nobody hears of the end of an execution. */
  loseEnd: async (lake: SimulatedLake, pick: number) => {
    const event = at(
      lake.events.filter((candidate) => 'source' in candidate),
      pick,
    );
    if (event !== undefined) lake.events.splice(lake.events.indexOf(event), 1);
  },
  goOn: async (lake: SimulatedLake, pick: number) => {
    await at([...lake.invocations, ...lake.running], pick)?.process.step();
    lake.reap();
  },
  goOnTwice: async (lake: SimulatedLake, pick: number) => {
    lake.twice = true;
    await at([...lake.invocations, ...lake.running], pick)?.process.step();
    lake.twice = false;
    lake.reap();
  },
  kill: async (lake: SimulatedLake, pick: number) => {
    const invocation = at(lake.invocations, pick);
    if (invocation !== undefined) lake.kill(invocation);
  },
  endRun: async (lake: SimulatedLake, pick: number) => {
    const run = at(lake.running, pick)?.process.label;
    if (run !== undefined) lake.end(run, ends[pick % ends.length] ?? 'FAILED');
  },
  sweep: async (lake: SimulatedLake) => lake.sweep(),
  wait: async (lake: SimulatedLake, pick: number) => lake.wait(at(waits, pick) ?? 0),
} as const;

/** How often each happens beside the others: processes mostly go on. */
const weights: Readonly<Record<keyof typeof mishaps, number>> = {
  ...{ goOn: 12, deliver: 6, land: 3, sweep: 2, wait: 2 },
  ...{ goOnTwice: 1, repeat: 1, loseEnd: 1, kill: 1, endRun: 1 },
};

const isMishap = (what: string): what is keyof typeof mishaps => what in mishaps;

const mishap = fc.record<Mishap>({
  what: fc.oneof(
    ...Object.keys(weights)
      .filter(isMishap)
      .map((what) => ({ weight: weights[what], arbitrary: fc.constant(what) })),
  ),
  pick: fc.nat({ max: 59 }),
});

/** @param most how many mishaps at most */
export const chaos = (most: number): fc.Arbitrary<Mishap[]> => fc.array(mishap, { maxLength: most, size: 'max' });

export async function suffer(lake: SimulatedLake, script: readonly Mishap[]): Promise<void> {
  for (const { what, pick } of script) await mishaps[what](lake, pick);
}
