/** A stream of pseudo-random values that is the same on every machine for the same seed. */
export interface Random {
  /** At least 0, less than 1, with 32 random bits. */
  uniform(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Picks by weight; weights need not add up to 1. */
  weighted<T>(items: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
  /** Bell-shaped around `mean`: the sum of twelve uniform values, so it never lies further out than six `deviation`s. */
  normal(mean: number, deviation: number): number;
}

/** FNV-1a over UTF-16 code units: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The generator sfc32 ("small fast counting") of PractRand, 128 bits of state: https://pracrand.sourceforge.net/RNG_engines.txt */
function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 15; warm++) next();
  return next;
}

/**
 * @param seed chosen by the person who generates
 * @param stream what the values are for: streams of one seed are independent, so that a change in one dataset leaves the others
 */
export function createRandom(seed: number, stream: string): Random {
  const uniform = sfc32(hash32(`${seed}/${stream}`));
  const integer = (low: number, high: number): number => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    integer,
    chance: (probability) => uniform() < probability,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    weighted: (items) => {
      let rest = uniform() * items.reduce((sum, [, weight]) => sum + weight, 0);
      const found = items.find(([, weight]) => {
        rest -= weight;
        return rest < 0;
      });
      return (found ?? items[0])[0];
    },
    normal: (mean, deviation) => {
      let sum = -6;
      for (let term = 0; term < 12; term++) sum += uniform();
      return mean + sum * deviation;
    },
  };
}
