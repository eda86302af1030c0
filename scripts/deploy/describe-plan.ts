import { type InfraPlan, losesData, type ResourceAction, type ResourceChange } from './infra-plan.ts';

const words: Readonly<Record<ResourceAction, string>> = {
  add: '+ add',
  change: '~ change',
  replace: '! replace',
  destroy: '- destroy',
  orphan: '- leave to itself',
};

/** A plan as people read it: a line a change. */
export function describePlan({ stacks }: InfraPlan): string[] {
  return stacks.flatMap(({ name, exists, changes, opens }) => [
    `${name}: ${changes.length === 0 ? 'no change' : exists ? `${changes.length} changes` : `new, ${changes.length} resources`}`,
    ...changes.map((change) => `  ${describeChange(change)}`),
    ...opens.map(({ text }) => `  ! opens: ${text}`),
  ]);
}

function describeChange(change: ResourceChange): string {
  const { action, type, id, why } = change;
  const loses = losesData(change) ? '; WHAT IT HOLDS IS GONE' : '';
  return `${words[action]} ${type} ${id}${why === undefined ? '' : ` (${why})`}${loses}`;
}
