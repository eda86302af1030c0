import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { chaos, suffer } from './testing/chaos.ts';
import { memoryLedger } from './testing/memory-ledger.ts';
import { SimulatedLake } from './testing/simulated-lake.ts';

/** Thousands of steps take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

describe('whatever the order, whoever dies, whatever comes twice or never', () => {
  it('one run builds at a time, each file is built at last, and the lease is free', async () => {
    const interval = fc.constantFrom(0, 60_000, 900_000);
    await fc.assert(
      fc.asyncProperty(chaos(120), interval, async (script, leastInterval) => {
        const ledger = memoryLedger();
        const lake = new SimulatedLake(ledger, leastInterval);
        // Two that build at the same time throw.
        await suffer(lake, script);
        await lake.rest();
        expect(lake.built).toBe(lake.files);
        expect((await ledger.read()).lease).toBeUndefined();
        const built = lake.builds;
        await lake.rest();
        for (let sweep = 0; sweep < 3; sweep++) {
          lake.wait(7_200_000);
          lake.sweep();
          await lake.settle();
        }
        expect(lake.builds, 'a run that nobody asked for').toBe(built);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('without mishaps', () => {
  it('files that land before the run begins are one run, those that land during it one more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.nat({ max: 100 }), async (before, during) => {
        const lake = new SimulatedLake(memoryLedger());
        for (let file = 0; file < before; file++) lake.land();
        for (const event of [...lake.events]) lake.deliver(event);
        // All invocations go on together; the machine waits, as it does to let files settle.
        while (lake.invocations.length > 0) {
          for (const { process } of lake.invocations) await process.step();
          lake.reap();
        }
        const [execution, ...others] = lake.running;
        expect(others).toEqual([]);
        // To its first effect, past it, into the build.
        await execution?.process.step();
        await execution?.process.step();
        expect(lake.builds).toBe(1);
        for (let file = 0; file < during; file++) lake.land();
        await lake.rest();
        expect(lake.builds).toBe(during > 0 ? 2 : 1);
        expect(lake.built).toBe(before + during);
      }),
      { numRuns: 30 },
    );
  });

  it('runs begin no sooner after each other than the least interval', async () => {
    const lake = new SimulatedLake(memoryLedger(), 900_000);
    const began: number[] = [];
    for (let minute = 0; minute < 120; minute++) {
      lake.land();
      lake.sweep();
      await lake.settle();
      lake.wait(60_000);
    }
    for (const { startedAt } of lake.executions.values()) began.push(startedAt);
    const gaps = began.slice(1).map((at, index) => at - (began[index] ?? 0));
    expect(Math.min(...gaps)).toBe(900_000);
    expect(began).toHaveLength(8);
  });

  it('what fails for good is tried less and less often, and not again by what lands meanwhile', async () => {
    const lake = new SimulatedLake(memoryLedger());
    lake.land();
    for (let minute = 0; minute < 1_440; minute++) {
      if (minute % 10 === 0) lake.land();
      lake.sweep();
      for (const event of [...lake.events]) lake.deliver(event);
      while (lake.invocations.length > 0) {
        for (const { process } of lake.invocations) await process.step();
        lake.reap();
      }
      for (const { process } of lake.running) lake.end(process.label, 'FAILED');
      lake.wait(60_000);
    }
    const began = [...lake.executions.values()].map(({ startedAt }) => startedAt);
    const gaps = began.slice(1).map((at, index) => (at - (began[index] ?? 0)) / 60_000);
    expect(gaps.map((gap) => Math.floor(gap / 5))).toEqual([1, 2, 4, 8, ...gaps.slice(4).map(() => 12)]);
    expect(gaps.length).toBeGreaterThan(20);
    await lake.rest();
    expect(lake.built).toBe(lake.files);
  });
});
