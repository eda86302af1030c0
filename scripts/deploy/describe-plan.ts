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
    `${name}: ${exists ? count(changes.length, 'change') : `new, ${count(changes.length, 'resource')}`}`,
    ...changes.map((change) => `  ${describeChange(change)}`),
    ...opens.map(({ text }) => `  ! opens: ${text}`),
  ]);
}

const count = (many: number, what: string): string => `${many === 0 ? 'no' : many} ${what}${many > 1 ? 's' : ''}`;

function describeChange(change: ResourceChange): string {
  const { action, type, id, why } = change;
  const loses = losesData(change) ? '; WHAT IT HOLDS IS GONE' : '';
  return `${words[action]} ${type} ${id}${why === undefined ? '' : ` (${why})`}${loses}`;
}
