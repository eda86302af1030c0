const [first, second] = [0x9e3779b1, 0x85ebca6b];

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/**
 * A 32-bit hash that spreads well and defends nothing: for counting and for tables that compare what they find.
 * Four bytes at a time are multiplied, rotated and mixed in; the last step lets each bit of the input touch each of the output.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(end - start, first);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word =
      (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    hash = Math.imul(rotate(hash ^ Math.imul(word, first), 13), second);
  }
  for (; at < end; at++) hash = Math.imul(rotate(hash ^ (bytes[at] ?? 0), 7), first);
  hash = Math.imul(hash ^ (hash >>> 16), second);
  hash = Math.imul(hash ^ (hash >>> 13), first);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** The same for a number: equal doubles have equal hashes. */
export function hashNumber(value: number): number {
  double[0] = value;
  let hash = Math.imul((halves[0] ?? 0) ^ Math.imul(halves[1] ?? 0, second), first);
  hash = Math.imul(hash ^ (hash >>> 15), second);
  hash = Math.imul(hash ^ (hash >>> 13), first);
  return (hash ^ (hash >>> 16)) >>> 0;
}
