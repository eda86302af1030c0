import type { Message } from './read-event.ts';

/**
 * Messages that come again begin with another one each time. One that kills the function would otherwise keep those behind it from ever
 * being tried, and take them with it to the dead letters; so each of a batch of four is the first one once before the fifth delivery is over.
 * @returns as they came, for the first delivery and from a FIFO queue, whose order stays
 */
export function inTurn(messages: readonly Message[]): readonly Message[] {
  const delivery = Math.max(1, ...messages.map((message) => message.delivery));
  if (delivery === 1 || messages.some(({ group }) => group !== undefined)) return messages;
  const sorted = messages.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const first = (delivery - 1) % sorted.length;
  return [...sorted.slice(first), ...sorted.slice(0, first)];
}
