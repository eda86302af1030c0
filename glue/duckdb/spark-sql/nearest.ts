/** "did you mean" with the nearest of the names, or the names themselves when none is near. */
export function nearest(name: string, names: readonly string[], what: string): string {
  const wanted = name.toLowerCase();
  const ranked = names
    .map((each) => ({ each, far: distance(wanted, each.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  if (best !== undefined && best.far <= Math.max(1, Math.floor(wanted.length / 3))) return `did you mean ${best.each}?`;
  if (names.length === 0) return `there are no ${what}`;
  const some = names.slice(0, 12).join(', ');
  return `${what}: ${some}${names.length > 12 ? ', …' : ''}`;
}

/** Levenshtein's distance, with a swap of neighbours as one step. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : change;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change, swap));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
