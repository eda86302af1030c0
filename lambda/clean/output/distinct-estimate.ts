/** Bits of a hash that choose its register; 2^12 registers of a byte estimate within about 1.6 % (one standard error). */
const indexBits = 12;
const registers = 2 ** indexBits;
/** The highest rank that the other bits can have, less one. */
const most = 32 - indexBits;

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, z, before] = [share, 1, share, -1];
  while (z !== before) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z, before] = [share, 1, 1 - share, -1];
  while (z !== before) {
    x = Math.sqrt(x);
    before = z;
    y /= 2;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

function count(counts: Uint32Array, rank: number): void {
  counts[rank] = (counts[rank] ?? 0) + 1;
}

/** How many registers have each rank. A function of its own: the compiler meets it again and again, and keeps what it made of it. */
function countRanks(ranks: Uint8Array): Uint32Array {
  const counts = new Uint32Array(most + 2);
  const fours = new Uint32Array(ranks.buffer, ranks.byteOffset, registers / 4);
  for (let four = 0; four < fours.length; four++) {
    // Of few values, most registers have no rank.
    if (fours[four] === 0) counts[0] = (counts[0] ?? 0) + 4;
    else for (let index = four * 4; index < four * 4 + 4; index++) count(counts, ranks[index] ?? 0);
  }
  return counts;
}

function raiseRanks(ranks: Uint8Array, others: Uint8Array): void {
  for (let index = 0; index < registers; index++) {
    const rank = others[index] ?? 0;
    if (rank > (ranks[index] ?? 0)) ranks[index] = rank;
  }
}

/**
 * Estimates how many different values there were, in 4 KiB: HyperLogLog with the estimator of O. Ertl, "New cardinality estimation
 * algorithms for HyperLogLog sketches" (2017, https://arxiv.org/abs/1702.01284), algorithm 6, which needs no corrections for small
 * and large counts.
 */
export class DistinctEstimate {
  readonly #ranks = new Uint8Array(registers);
  #isEmpty = true;

  /** @param hash 32 bits */
  add(hash: number): void {
    this.#isEmpty = false;
    const index = hash >>> most;
    const rank = Math.clz32((hash << indexBits) | (1 << (indexBits - 1))) + 1;
    if (rank > (this.#ranks[index] ?? 0)) this.#ranks[index] = rank;
  }

  /** Adds the registers of another estimate. */
  addRanks(others: Uint8Array): void {
    if (this.#isEmpty) this.#ranks.set(others);
    else raiseRanks(this.#ranks, others);
    this.#isEmpty = false;
  }

  /** @returns a whole number */
  estimate(): number {
    const counts = countRanks(this.#ranks);
    let z = registers * tau(1 - (counts[most + 1] ?? 0) / registers);
    for (let rank = most; rank >= 1; rank--) z = (z + (counts[rank] ?? 0)) / 2;
    z += registers * sigma((counts[0] ?? 0) / registers);
    return Math.round(registers ** 2 / (2 * Math.LN2) / z);
  }
}
