import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inChunks } from '../testing/run-clean.ts';
import { takeHead } from './take-head.ts';

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

describe('takeHead', () => {
  it('gives the first bytes, and all of them again', async () => {
    const any = [fc.uint8Array({ maxLength: 40 }), fc.array(fc.nat(9), { minLength: 1 }), fc.nat(50)] as const;
    await fc.assert(
      fc.asyncProperty(...any, async (bytes, sizes, size) => {
        const { head, all } = await takeHead(inChunks(bytes, sizes), size);
        expect([...head]).toEqual([...bytes.subarray(0, size)]);
        expect([...(await gathered(all))]).toEqual([...bytes]);
      }),
    );
  });

  it('leaves a chunk as it is that holds more than the head', async () => {
    const chunk = Buffer.from('xxabcdef').subarray(2);
    const { head, all } = await takeHead(inChunks(chunk, [100]), 3);
    expect(head.toString()).toBe('abc');
    expect((await gathered(all)).toString()).toBe('abcdef');
  });

  it.each(['closed before it is begun', 'left in the middle'])('ends the stream that is %s', async (when) => {
    let ended = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('ab');
      } finally {
        ended++;
      }
    }
    const { all, close } = await takeHead(endless(), 5);
    if (when === 'left in the middle') for await (const _ of all) break;
    await close();
    expect(ended).toBe(1);
    expect(await gathered(all)).toHaveLength(0);
  });

  it('passes on what the stream throws', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('abc');
      throw new RangeError('cut');
    }
    const { all } = await takeHead(failing(), 2);
    await expect(gathered(all)).rejects.toThrow('cut');
    await expect(takeHead(failing(), 4)).rejects.toThrow('cut');
  });
});
