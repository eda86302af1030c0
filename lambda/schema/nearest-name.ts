/** Edits (insert, remove, replace, swap neighbours) that turn one word into the other: optimal string alignment. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped && row > 1 && column > 1) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}

/** A word without its case and separators, so that `primary_key` is near `primaryKey`. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_.-]/g, '');

/**
 * The name that a person most likely meant: the one with the fewest edits, ties by the order of `names`.
 * @param word what was written; words over 100 characters have no neighbour
 * @param names what is allowed
 * @returns undefined when nothing is near: more than a third of the word's letters (at least one) would have to change, or all
 */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  if (word.length > 100) return undefined;
  let best: string | undefined;
  const { length } = plain(word);
  let fewest = Math.min(Math.max(1, Math.floor(length / 3)) + 1, length);
  for (const name of names) {
    const other = plain(name);
    // A difference in length costs at least as many edits.
    if (Math.abs(other.length - length) >= fewest) continue;
    const edits = editDistance(plain(word), other);
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}
