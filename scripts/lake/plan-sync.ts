/** What sync would do to raw, by key, each list in code-point order. */
export interface SyncPlan {
  readonly create: readonly string[];
  readonly replace: readonly string[];
  readonly remove: readonly string[];
  readonly same: readonly string[];
}

/**
 * Compares the committed files with raw.
 * @param committed sha256 (hex) by key
 * @param raw version by key; on a laptop a version is the content's sha256
 * @param held keys whose committed file can't be read or taken now: what raw has of them stays
 */
export function planSync(
  committed: ReadonlyMap<string, string>,
  raw: ReadonlyMap<string, string>,
  held: ReadonlySet<string>,
): SyncPlan {
  const keys = [...committed.keys()].sort();
  return {
    create: keys.filter((key) => !raw.has(key)),
    replace: keys.filter((key) => raw.has(key) && raw.get(key) !== committed.get(key)),
    remove: [...raw.keys()].sort().filter((key) => !committed.has(key) && !held.has(key)),
    same: keys.filter((key) => raw.get(key) === committed.get(key)),
  };
}
