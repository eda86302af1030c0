/** Random numbers that a seed settles, so that every case can be made again. */
export interface Random {
  /** A whole number from 0 to `most` - 1. */
  below(most: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True as often as the share says, 0 to 1. */
  chance(share: number): boolean;
  /** One of a list. @throws RangeError when it is empty */
  pick<Value>(list: readonly Value[]): Value;
  /** The list in another order. */
  shuffle<Value>(list: readonly Value[]): Value[];
}

/** mulberry32 by Tommy Ettinger: small and fast, and even enough to choose test cases by. @param seed any whole number */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (most: number): number => Math.floor(next() * most);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => next() < share,
    pick(list) {
      const found = list[below(list.length)];
      if (list.length === 0 || found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
    shuffle(list) {
      const rest = [...list];
      return list.flatMap(() => rest.splice(below(rest.length), 1));
    },
  };
}
