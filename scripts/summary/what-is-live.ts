import type { Needs, Outcome } from './read-needs.ts';

/** The hops of a deploy in their order: a job of deploy.yml, or a step of its job `data`. */
export const hops = ['validate', 'infra', 'catalog', 'sync', 'publish', 'verify'] as const;
export type Hop = (typeof hops)[number];

/** How a hop ended; undefined: it was not reached, or is none of this workflow. */
export type Outcomes = Readonly<Record<Hop, Outcome | undefined>>;

/** The hops that are steps of the job `data`. */
const ofData = ['catalog', 'sync', 'publish', 'verify'] as const satisfies readonly Hop[];

/**
 * @param needs of a workflow whose jobs and outputs are named as hops are. A job that failed between its hops, as when a role can't be taken,
 * failed at the first of them that did not succeed.
 */
export function outcomesOf(needs: Needs): Outcomes {
  const { result, steps } = needs.get('data') ?? {};
  const between =
    (result === 'failure' || result === 'cancelled') && !ofData.some((hop) => isBad(steps?.get(hop)))
      ? ofData.find((hop) => steps?.get(hop) !== 'success')
      : undefined;
  const of = (hop: Hop) => (hop === between ? result : (needs.get(hop)?.result ?? steps?.get(hop)));
  return {
    validate: of('validate'),
    infra: of('infra'),
    catalog: of('catalog'),
    sync: of('sync'),
    publish: of('publish'),
    verify: of('verify'),
  };
}

const isBad = (outcome: Outcome | undefined): boolean => outcome === 'failure' || outcome === 'cancelled';

/** What people have in front of them when this hop failed, and nothing after it was tried. */
const live: Readonly<Record<Hop, string>> = {
  validate: 'Nothing was changed: infrastructure, data and dashboards are as they were.',
  infra:
    'Where CloudFormation had begun, it rolls the stack that failed back: the log says how each stands. Data, tables and dashboards are as they were.',
  catalog:
    'The stacks are new. Final tables and grants may be changed in part, if the job came as far: what was not reached is as it was. Data and dashboards are as they were.',
  sync: 'The stacks and the catalog are new. Files that went up before the failure are being cleaned, the others are as they were (the log names them). A table that was refused shows what it showed before. Dashboards are as they were.',
  publish:
    'Infrastructure and data are new. Dashboards that were not published show their earlier version, over new data (the log names them).',
  verify:
    'Everything is live, and not found to be right: the check through Athena failed, or could not be made (the log says which).',
};

const done = 'Everything is live.';

/**
 * @returns one sentence or a few, and which hop failed first
 */
export function whatIsLive(outcomes: Outcomes): { readonly failed: Hop | undefined; readonly says: string } {
  const failed = hops.find((hop) => isBad(outcomes[hop]));
  if (failed !== undefined) return { failed, says: live[failed] };
  const reached = hops.filter((hop) => outcomes[hop] === 'success');
  if (reached.includes('verify')) return { failed, says: done };
  const last = reached.at(-1);
  return {
    failed,
    says:
      last === undefined || last === 'validate'
        ? 'Nothing was deployed.'
        : `${last} was the last that ran; what comes after it is as it was.`,
  };
}
