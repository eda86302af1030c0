const leastSlots = 256;
/** Values of which more would take more memory than they are worth: 8 bytes a slot. */
const mostValues = 12_000_000;

/**
 * Tells whether values are all different, by hashes of 64 bits: of 3 million different ones two share a hash with a chance of 1 in 4 million.
 * A key is judged once more by clean, which compares the values themselves.
 */
export class UniqueValues {
  /** false: a value came twice, or there are too many to tell. */
  holds = true;
  #first = new Uint32Array(leastSlots);
  #second = new Uint32Array(leastSlots);
  #size = 0;

  /** Adds a value. The hash 0, 0 stands for an empty slot. */
  add(first: number, second: number): void {
    if (!this.holds) return;
    if (this.#size * 4 > this.#first.length * 3) this.#grow();
    if (this.#insert(this.#first, this.#second, first, second)) this.#size++;
    else this.#end();
    if (this.#size > mostValues) this.#end();
  }

  #insert(firsts: Uint32Array, seconds: Uint32Array, first: number, second: number): boolean {
    const last = firsts.length - 1;
    for (let slot = (first ^ (second >>> 7)) & last; ; slot = (slot + 1) & last) {
      const one = firsts[slot];
      const other = seconds[slot];
      if (one === 0 && other === 0) {
        firsts[slot] = first;
        seconds[slot] = second;
        return true;
      }
      if (one === first && other === second) return false;
    }
  }

  #grow(): void {
    const [firsts, seconds] = [this.#first, this.#second];
    const slots = firsts.length * 2;
    this.#first = new Uint32Array(slots);
    this.#second = new Uint32Array(slots);
    for (let slot = 0; slot < firsts.length; slot++) {
      const [first = 0, second = 0] = [firsts[slot], seconds[slot]];
      if (first !== 0 || second !== 0) this.#insert(this.#first, this.#second, first, second);
    }
  }

  /** Nothing is to be remembered any more. */
  #end(): void {
    this.holds = false;
    this.#first = new Uint32Array(0);
    this.#second = new Uint32Array(0);
  }

  /** Ends it, since a value came twice. */
  refute(): void {
    if (this.holds) this.#end();
  }
}
