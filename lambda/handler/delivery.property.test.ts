import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crashing } from '../reconcile/testing/crashing.ts';
import { brokenOrders, memoryLake, outputsOf, someOrders } from '../reconcile/testing/small-lake.ts';
import { createHandler } from './create-handler.ts';

type Lake = ReturnType<typeof memoryLake>;

/** What a key of raw may hold. A refused file is among what is replaced, never the last: what stays of it depends on what came before. */
const contents = {
  few: someOrders(3),
  some: someOrders(5),
  more: someOrders(8),
  broken: brokenOrders,
  gone: undefined,
};
type Content = keyof typeof contents;
const files = ['orders/a.csv', 'orders/b.csv'] as const;
type File = (typeof files)[number];

interface Change {
  readonly file: File;
  readonly content: Content;
}

/** How an event that was sent some time ago arrives. */
interface Delivery {
  /** Which of the events so far, counted from the newest. */
  readonly age: number;
  /** Another one that arrives at the same time, elsewhere. */
  readonly beside: number | undefined;
  /** The first handler dies at this change of a bucket. */
  readonly crash: { readonly at: number; readonly moment: 'before' | 'after' } | undefined;
  /** The next change happens meanwhile. */
  readonly meanwhile: boolean;
}

const change = fc.record<Change>({
  file: fc.constantFrom(...files),
  content: fc.constantFrom<Content>('few', 'some', 'more', 'broken', 'gone'),
});
const age = fc.nat({ max: 5 });
const delivery = fc.record<Delivery>({
  age,
  beside: fc.option(age, { nil: undefined }),
  crash: fc.option(
    fc.record({ at: fc.integer({ min: 1, max: 9 }), moment: fc.constantFrom('before' as const, 'after' as const) }),
    { nil: undefined },
  ),
  meanwhile: fc.boolean(),
});
const steps = fc.array(fc.tuple(change, fc.array(delivery, { maxLength: 2 })), { maxLength: 6 });
const last = fc.constantFrom<Content>('few', 'some', 'more', 'gone');

const event = (key: string, removed: boolean) => ({
  Records: [
    {
      eventName: removed ? 'ObjectRemoved:Delete' : 'ObjectCreated:Put',
      s3: { bucket: { name: 'raw' }, object: { key } },
    },
  ],
});
type Event = ReturnType<typeof event>;

async function apply(lake: Lake, { file, content }: Change): Promise<Event> {
  const text = contents[content];
  if (text === undefined) await lake.raw.remove(file);
  else await lake.put(text, file);
  return event(file, text === undefined);
}

const options = { rawBucket: 'raw' };
const tryTo = (step: Promise<unknown>): Promise<unknown> =>
  step.catch((error: unknown) => {
    if (!String(error instanceof Error ? error.stack : error).includes('crashing.ts')) throw error;
  });

async function deliver(lake: Lake, events: readonly Event[], how: Delivery, meanwhile: () => Promise<unknown>) {
  const pick = (back: number): Event | undefined => events[Math.max(0, events.length - 1 - back)];
  const { surroundings } =
    how.crash === undefined ? { surroundings: lake } : crashing(lake, how.crash.at, how.crash.moment);
  await Promise.all([
    tryTo(createHandler(surroundings, options)(pick(how.age))),
    how.beside === undefined ? undefined : createHandler(lake, options)(pick(how.beside)),
    how.meanwhile ? meanwhile() : undefined,
  ]);
}

it('events repeated, late, in any order, two at once, with crashes between: in the end the state of one clean run', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      last,
      last,
      fc.infiniteStream(fc.nat()),
      fc.boolean(),
      async (script, a, b, random, pairs) => {
        const lake = memoryLake(0);
        const events: Event[] = [];
        const ends: Change[] = [
          { file: files[0], content: a },
          { file: files[1], content: b },
        ];
        for (const [next, deliveries] of script) {
          events.push(await apply(lake, next));
          for (const how of deliveries) {
            await deliver(lake, events, how, async () => events.push(await apply(lake, next)));
          }
        }
        for (const end of ends) events.push(await apply(lake, end));
        // What was sent arrives at least once after it happened, in any order.
        const order = events
          .map((one) => ({ one, rank: Number(random.next().value) }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ one }) => one);
        const handle = createHandler(lake, options);
        for (const one of order) await Promise.all(pairs ? [handle(one), handle(order[0])] : [handle(one)]);

        const clean = memoryLake(1e12);
        for (const end of ends) await createHandler(clean, options)(await apply(clean, end));
        expect(await outputsOf(lake)).toEqual(await outputsOf(clean));
      },
    ),
    { numRuns: 50 },
  );
});
