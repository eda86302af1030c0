/** In which order fields can be judged, each after those that it reads, and which of them go round in a circle. */
export interface ReferenceOrder {
  /** Every name once, what is read first. */
  readonly order: readonly string[];
  /** The circle that a field's reference closes, `a -> b -> a` as `[a, b, a]`: the shortest through that field. */
  readonly circles: ReadonlyMap<string, readonly string[]>;
}

/**
 * Tarjan's strongly connected components, without recursion: a chain of 2,000 fields must not overflow the stack.
 * @param references for each name the names that it reads; others than the map's own are left out
 */
export function orderReferences(references: ReadonlyMap<string, readonly string[]>): ReferenceOrder {
  const order: string[] = [];
  const circles = new Map<string, readonly string[]>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const known = new Map<string, readonly string[]>();
  for (const [name, reads] of references) {
    const own = reads.filter((each) => references.has(each));
    // Most fields read columns alone: they come first, and no circle goes through them.
    if (own.length === 0) order.push(name);
    else known.set(name, own.length === 1 ? own : [...new Set(own)]);
  }
  const targets = (name: string) => known.get(name)?.filter((each) => known.has(each)) ?? [];

  const enter = (name: string) => {
    index.set(name, index.size);
    low.set(name, index.size - 1);
    open.push(name);
    isOpen.add(name);
    return { name, rest: targets(name)[Symbol.iterator]() };
  };
  const lower = (name: string, to: number | undefined) => low.set(name, Math.min(low.get(name) ?? 0, to ?? 0));

  for (const root of known.keys()) {
    if (index.has(root)) continue;
    const path = [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done !== true) {
        if (!index.has(next.value)) path.push(enter(next.value));
        else if (isOpen.has(next.value)) lower(top.name, index.get(next.value));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lower(parent.name, low.get(top.name));
      if (low.get(top.name) !== index.get(top.name)) continue;
      const members = open.splice(open.lastIndexOf(top.name));
      for (const member of members) isOpen.delete(member);
      order.push(...members);
      const component = new Set(members);
      for (const member of members) {
        const circle = shortestCircle(member, component, targets);
        if (circle !== undefined) circles.set(member, circle);
      }
    }
  }
  return { order, circles };
}

/** Breadth first from a field back to itself, within its component. */
function shortestCircle(
  start: string,
  component: ReadonlySet<string>,
  targets: (name: string) => readonly string[],
): readonly string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const target of targets(name)) {
      if (target === start) return pathTo(name, from, start);
      if (!component.has(target) || from.has(target)) continue;
      from.set(target, name);
      queue.push(target);
    }
  }
  return undefined;
}

function pathTo(last: string, from: ReadonlyMap<string, string>, start: string): readonly string[] {
  const path = [start];
  for (let at: string | undefined = last; at !== undefined && at !== start; at = from.get(at)) path.push(at);
  return [start, ...path.reverse()];
}
