import { Buffer } from 'node:buffer';

/** Its first bytes, which are looked at and not kept: they may be the stream's own. */
function headOf(chunks: readonly Uint8Array[], size: number): Buffer {
  const [first] = chunks;
  if (first === undefined || chunks.length > 1) return Buffer.concat(chunks).subarray(0, size);
  return Buffer.from(first.buffer, first.byteOffset, Math.min(first.length, size));
}

/**
 * Takes the first bytes of a stream without losing them, whatever the size of its chunks.
 * @param size how many bytes are wanted; fewer only where the stream has fewer
 * @returns exactly those bytes, to be looked at before the stream is read on; a stream of all bytes from the first on, to be read once;
 *   and how to end it when it was never begun
 */
export async function takeHead(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array>; close: () => Promise<void> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    // Short chunks are kept for longer than they need to stay as they are.
    const last = taken.pop();
    if (last !== undefined) taken.push(Uint8Array.from(last));
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const head = headOf(taken, size);
  const close = async (): Promise<void> => {
    taken.length = 0;
    await iterator.return?.();
  };
  // No generator: each of them adds to what a small file takes.
  const all: AsyncIterator<Uint8Array> = {
    next: async () => {
      const value = taken.shift();
      return value === undefined ? await iterator.next() : { done: false, value };
    },
    return: async () => {
      await close();
      return { done: true, value: undefined };
    },
  };
  return { head, all: { [Symbol.asyncIterator]: () => all }, close };
}
