/** The class of equal columns of each id, by pairs that are equal. */
export function equalClasses(
  ids: readonly number[],
  pairs: readonly (readonly [number, number])[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const classOf = new Map(ids.map((id): [number, ReadonlySet<number>] => [id, new Set([id])]));
  for (const [a, b] of pairs) {
    const merged = new Set([...(classOf.get(a) ?? [a]), ...(classOf.get(b) ?? [b])]);
    for (const id of merged) classOf.set(id, merged);
  }
  return classOf;
}
