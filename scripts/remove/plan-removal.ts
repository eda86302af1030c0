import type { Lineage } from '../changes/lineage.ts';

/** What can be removed. */
export type Kind = 'dataset' | 'table' | 'dashboard';

/** One folder. */
export interface Named {
  readonly kind: Kind;
  readonly name: string;
}

/** What goes, and what would be left without what it reads. */
export interface RemovalPlan {
  /** The one that was asked for, first; with dependents all that read it, at first or second hand. */
  readonly removes: readonly Named[];
  /** What stays and reads something that goes. */
  readonly breaks: readonly (Named & { readonly reads: readonly string[] })[];
}

/**
 * Plans a removal. Pure.
 * @param lineage what each table reads, and which tables each dashboard's data sets give
 * @param withDependents what reads it goes too; otherwise that is what breaks
 */
export function planRemoval({ tables, dashboards }: Lineage, asked: Named, withDependents: boolean): RemovalPlan {
  const gone = new Set(asked.kind === 'dashboard' ? [] : [asked.name]);
  const removes: Named[] = [asked];
  const left = new Map(tables);
  if (asked.kind === 'table') left.delete(asked.name);
  // A table may name itself; a dashboard is often called like the table that it reads.
  const readers = (all: ReadonlyMap<string, readonly string[]>) =>
    [...all].flatMap(([name, reads]) => {
      const lost = reads.filter((read) => gone.has(read) && !(all === left && read === name));
      return lost.length === 0 ? [] : [{ name, reads: lost }];
    });
  if (withDependents) {
    for (let found = readers(left); found.length > 0; found = readers(left)) {
      for (const { name } of found) {
        removes.push({ kind: 'table', name });
        gone.add(name);
        left.delete(name);
      }
    }
    for (const { name } of readers(dashboards)) removes.push({ kind: 'dashboard', name });
    return { removes, breaks: [] };
  }
  const breaks = [
    ...readers(left).map((one) => ({ kind: 'table' as const, ...one })),
    ...readers(dashboards)
      .filter(({ name }) => asked.kind !== 'dashboard' || name !== asked.name)
      .map((one) => ({ kind: 'dashboard' as const, ...one })),
  ];
  return { removes, breaks };
}

/** All that reads it, at first or second hand: what a person sees of what would break. */
export function reachedBy(lineage: Lineage, asked: Named): readonly Named[] {
  return planRemoval(lineage, asked, true).removes.slice(1);
}
