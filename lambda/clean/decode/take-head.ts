import { Buffer } from 'node:buffer';

/**
 * Takes the first bytes of a stream without losing them, whatever the size of its chunks.
 * @param size how many bytes are wanted; fewer only where the stream has fewer
 * @returns exactly those bytes, a stream of all bytes from the first on, and how to end it when it was never begun
 */
export async function takeHead(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array>; close: () => Promise<void> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* taken;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head: Buffer.concat(taken).subarray(0, size), all: all(), close };
}
