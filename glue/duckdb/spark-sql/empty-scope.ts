import type { Context, Ctes, Scope } from './context.ts';

/** A scope without columns, where aggregates and windows may stand. */
export function emptyScope(context: Context, ctes: Ctes, parent: Scope | undefined): Scope {
  return {
    context,
    columns: [],
    parent,
    ctes,
    aliases: new Map(),
    aliasRule: 'column-first',
    noOuter: undefined,
    lambdas: new Map(),
    groups: undefined,
    noAggregates: undefined,
    noWindows: undefined,
    windows: new Map(),
    outer: [],
    orderFree: false,
  };
}
