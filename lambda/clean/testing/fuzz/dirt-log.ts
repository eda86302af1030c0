/** Counts how often each kind of dirt was put into files. */
export interface DirtLog {
  hit(kind: string): void;
  readonly counts: ReadonlyMap<string, number>;
}

export function createDirtLog(): DirtLog {
  const counts = new Map<string, number>();
  return { hit: (kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1), counts };
}
