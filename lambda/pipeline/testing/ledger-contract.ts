import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunLedger } from '../run-ledger.ts';
import { memoryLedger } from './memory-ledger.ts';

const runs = fc.constantFrom('run-1', 'run-2', 'run-3');
const times = fc.integer({ min: 0, max: 50 });

/** Any one call of a ledger, on a ledger. */
type Call = (ledger: RunLedger) => Promise<unknown>;
const calls: fc.Arbitrary<{ readonly shown: string; readonly call: Call }> = fc.oneof(
  fc
    .boolean()
    .map((atOnce) => ({ shown: `request(${atOnce})`, call: (ledger: RunLedger) => ledger.request({ atOnce }) })),
  fc.tuple(runs, times, times, times).map(([run, now, until, notBefore]) => ({
    shown: `take(${run}, now ${now}, until ${until}, notBefore ${notBefore})`,
    call: (ledger: RunLedger) => ledger.take(run, { now, until, notBefore }),
  })),
  fc
    .tuple(fc.constantFrom('renew' as const, 'begin' as const, 'release' as const), runs, times)
    .map(([name, run, time]) => ({
      shown: `${name}(${run}, ${time})`,
      call: (ledger: RunLedger) => ledger[name](run, time),
    })),
  runs.map((run) => ({ shown: `finish(${run})`, call: (ledger: RunLedger) => ledger.finish(run) })),
);

/**
 * What a ledger is held to: it answers any series of calls as the one in memory does, and is in the same state after each.
 * @param open a ledger where nothing was asked for yet
 * @param numRuns how many series
 */
export function describeLedger(name: string, open: () => Promise<RunLedger>, numRuns: number): void {
  describe(name, () => {
    it('answers any series of calls as the model does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(calls, { minLength: 5, maxLength: 25, size: 'max' }), async (series) => {
          const [ledger, model] = [await open(), memoryLedger()];
          const shown: string[] = [];
          for (const { shown: what, call } of series) {
            shown.push(what);
            expect(await call(ledger), shown.join('; ')).toEqual(await call(model));
            expect(await ledger.read(), shown.join('; ')).toEqual(await model.read());
          }
        }),
        { numRuns },
      );
    });

    it('lets one of many at a time have the lease', async () => {
      const ledger = await open();
      await Promise.all(Array.from({ length: 20 }, () => ledger.request()));
      const names = Array.from({ length: 20 }, (_, index) => `run-${index}`);
      const taken = await Promise.all(names.map((run) => ledger.take(run, { now: 1, until: 100, notBefore: 1 })));
      expect(taken.filter(Boolean)).toHaveLength(1);
      const holder = names[taken.indexOf(true)] ?? '';
      expect(await ledger.read()).toMatchObject({ requested: 20, done: 0, lease: { run: holder, until: 100 } });
      expect(await Promise.all(names.map((run) => ledger.begin(run, 200)))).toEqual(
        names.map((run) => (run === holder ? 20 : undefined)),
      );
      expect(await Promise.all(names.map((run) => ledger.finish(run)))).toEqual(names.map((run) => run === holder));
      expect(await ledger.read()).toEqual({ requested: 20, done: 20, failures: 0, notBefore: 1 });
    });
  });
}
