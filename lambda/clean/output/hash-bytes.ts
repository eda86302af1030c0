const [first, second] = [0x9e3779b1, 0x85ebca6b];

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);

const mix = (hash: number, word: number): number => Math.imul(rotate(hash ^ Math.imul(word, first), 13), second);

/** Four words at a time, each into a hash of its own: where processors multiply side by side, no multiplication waits for another. */
function mixBlocks(hash: number, bytes: Uint8Array, start: number, end: number): number {
  let [a, b, c, d] = [hash, hash ^ first, hash ^ second, ~hash];
  for (let at = start; ; at = Math.min(at + 16, end - 16)) {
    a = mix(a, wordAt(bytes, at));
    b = mix(b, wordAt(bytes, at + 4));
    c = mix(c, wordAt(bytes, at + 8));
    d = mix(d, wordAt(bytes, at + 12));
    if (at + 16 >= end) return mix(mix(mix(a, b), c), d);
  }
}

/**
 * A 32-bit hash that spreads well and defends nothing: for counting and for tables that compare what they find.
 * Words of four bytes are multiplied, rotated and mixed in, the last ones even where some of their bytes were before; the last step
 * lets each bit of the input touch each of the output.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  let hash = Math.imul(length, first);
  if (length >= 16) hash = mixBlocks(hash, bytes, start, end);
  else if (length >= 4) {
    for (let at = start; at < end - 4; at += 4) hash = mix(hash, wordAt(bytes, at));
    hash = mix(hash, wordAt(bytes, end - 4));
  } else if (length > 0) {
    const middle = bytes[start + (length >> 1)] ?? 0;
    hash = mix(hash, (bytes[start] ?? 0) | (middle << 8) | ((bytes[end - 1] ?? 0) << 16));
  }
  hash = Math.imul(hash ^ (hash >>> 16), second);
  hash = Math.imul(hash ^ (hash >>> 13), first);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** The same for a number: equal doubles have equal hashes. */
export function hashNumber(value: number): number {
  let hash: number;
  if ((value | 0) === value) hash = Math.imul(value, first);
  else {
    double[0] = value;
    hash = Math.imul((halves[0] ?? 0) ^ Math.imul(halves[1] ?? 0, second), first);
  }
  hash = Math.imul(hash ^ (hash >>> 15), second);
  hash = Math.imul(hash ^ (hash >>> 13), first);
  return (hash ^ (hash >>> 16)) >>> 0;
}
