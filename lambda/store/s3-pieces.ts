/** S3 takes 10,000 pieces of an object: these are of 8 MiB, and from 16 GiB on of 64 MiB, so that 500 GiB fit. */
const [pieceBytes, smallPieces, bigPieceBytes] = [8 * 1024 ** 2, 2_000, 64 * 1024 ** 2];
/** Memory for pieces, used again when a piece is uploaded: memory that nobody needs any more stays taken until it is collected. */
export class PieceMemory {
  readonly #free: Buffer[] = [];

  take(size: number): Buffer {
    const free = this.#free.pop();
    return free?.length === size ? free : Buffer.allocUnsafeSlow(size);
  }

  giveBack(piece: Buffer): void {
    this.#free.push(piece);
  }
}

function join(chunks: readonly Uint8Array[], into: Buffer): Buffer {
  let place = 0;
  for (const chunk of chunks) {
    into.set(chunk, place);
    place += chunk.length;
  }
  return into;
}

/**
 * Joins chunks to pieces of one size; the last may be shorter. An empty body is one empty piece.
 * @param memory where pieces are made; who has uploaded one gives it back
 */
export async function* pieces(
  body: AsyncIterable<Uint8Array> | Uint8Array,
  memory: PieceMemory,
): AsyncGenerator<Buffer> {
  const chunks = body instanceof Uint8Array ? [body] : body;
  let waiting: Uint8Array[] = [];
  let [size, given] = [0, 0];
  for await (let chunk of chunks) {
    for (;;) {
      const whole = given < smallPieces ? pieceBytes : bigPieceBytes;
      if (size + chunk.length < whole) break;
      const piece = join([...waiting, chunk.subarray(0, whole - size)], memory.take(whole));
      chunk = chunk.subarray(whole - size);
      [waiting, size, given] = [[], 0, given + 1];
      yield piece;
    }
    waiting.push(chunk);
    size += chunk.length;
  }
  if (size > 0 || given === 0) yield Buffer.concat(waiting);
}
