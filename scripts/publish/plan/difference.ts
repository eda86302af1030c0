import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import { describeDefinition, type Part } from './describe-definition.ts';

/** What a change would do, a line each: `+ visual Revenue (Overview)`, `- sheet Old`, `~ visual Baskets (Overview): + online_transactions`. */
export function definitionDifferences(live: DashboardVersionDefinition, wanted: DashboardVersionDefinition): string[] {
  const before = describeDefinition(live);
  return [...describeDefinition(wanted)].flatMap(([what, after]) =>
    partDifferences(what, before.get(what) ?? new Map(), after),
  );
}

/** @param what the parts are called */
export function partDifferences(
  what: string,
  before: ReadonlyMap<string, Part>,
  after: ReadonlyMap<string, Part>,
): string[] {
  const added = [...after].filter(([id]) => !before.has(id)).map(([, { title }]) => `+ ${what} ${title}`);
  const removed = [...before].filter(([id]) => !after.has(id)).map(([, { title }]) => `- ${what} ${title}`);
  const changed = [...after].flatMap(([id, now]) => {
    const then = before.get(id);
    if (then === undefined || then.hash === now.hash) return [];
    const renamed = then.title === now.title ? [] : [`was ${then.title}`];
    const details = [...renamed, ...fieldDifferences(then.fields, now.fields)];
    return [`~ ${what} ${now.title}${details.length === 0 ? '' : `: ${details.join(', ')}`}`];
  });
  return [...removed, ...added, ...changed];
}

const fieldDifferences = (before: readonly string[], after: readonly string[]): string[] => [
  ...before.filter((field) => !after.includes(field)).map((field) => `- ${field}`),
  ...after.filter((field) => !before.includes(field)).map((field) => `+ ${field}`),
];
