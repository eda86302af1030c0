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

/**
 * Estimates how many different values there were, in 4 KiB: HyperLogLog with the estimator of O. Ertl, "New cardinality estimation
 * algorithms for HyperLogLog sketches" (2017, https://arxiv.org/abs/1702.01284), algorithm 6, which needs no corrections for small
 * and large counts.
 */
export class DistinctEstimate {
  readonly #ranks = new Uint8Array(registers);

  /** @param hash 32 bits */
  add(hash: number): void {
    const index = hash >>> most;
    const rank = Math.clz32((hash << indexBits) | (1 << (indexBits - 1))) + 1;
    if (rank > (this.#ranks[index] ?? 0)) this.#ranks[index] = rank;
  }

  /** Adds the registers of another estimate. */
  addRanks(others: Uint8Array): void {
    for (const [index, rank] of others.entries()) if (rank > (this.#ranks[index] ?? 0)) this.#ranks[index] = rank;
  }

  /** @returns a whole number */
  estimate(): number {
    const counts = new Uint32Array(most + 2);
    const ranks = this.#ranks;
    for (let index = 0; index < registers; index++) {
      const rank = ranks[index] ?? 0;
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    let z = registers * tau(1 - (counts[most + 1] ?? 0) / registers);
    for (let rank = most; rank >= 1; rank--) z = (z + (counts[rank] ?? 0)) / 2;
    z += registers * sigma((counts[0] ?? 0) / registers);
    return Math.round(registers ** 2 / (2 * Math.LN2) / z);
  }
}
