/**
 * Leaves out what a failing case does not need: halves first, then ever smaller parts, as long as it still fails.
 * @param fails whether the rest still shows the failure
 * @param most how many times it may be asked
 */
export async function shrinkPieces<Piece>(
  pieces: readonly Piece[],
  fails: (some: readonly Piece[]) => Promise<boolean>,
  most = 400,
): Promise<readonly Piece[]> {
  let kept = pieces;
  let asked = 0;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length && asked < most; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      asked++;
      if (await fails(rest)) kept = rest;
      else at += size;
    }
  }
  return kept;
}
