import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';
import type { Message } from './read-event.ts';

const message = (id: string, delivery: number, group?: string): Message => ({
  ...{ id, group, delivery, body: '', place: 'event.Records[0].body' },
});

it('lets each of a batch be the first one before its tries are over, in whatever order they come', () => {
  const batch = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  const tries = [1, 2, 3, 4, 5];
  fc.assert(
    fc.property(batch, fc.infiniteStream(fc.nat()), (ids, dice) => {
      const first = tries.map((delivery) => {
        const order = ids.toSorted(() => Number(dice.next().value) - 1_000);
        const given = inTurn(order.map((id) => message(id, delivery)));
        expect(given.map(({ id }) => id).sort()).toEqual(ids.toSorted());
        return given[0]?.id;
      });
      expect(new Set(first)).toEqual(new Set(ids));
    }),
  );
});

it('leaves the first delivery as it came, and the order of a FIFO queue', () => {
  const came = [message('b', 1), message('a', 1)];
  expect(inTurn(came)).toEqual(came);
  const fifo = [message('b', 3, 'g'), message('a', 3, 'g')];
  expect(inTurn(fifo)).toEqual(fifo);
});
