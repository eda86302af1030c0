import { createHash } from 'node:crypto';
import { compareTemplates } from './compare-templates.ts';
import type { InfraPlan } from './infra-plan.ts';
import type { Template } from './read-assembly.ts';

/**
 * Plans a deploy: pure.
 * @param after templates that would be deployed, by stack
 * @param before templates that are deployed, by stack; a stack that is not there has none
 */
export function planInfra(
  environment: string,
  after: ReadonlyMap<string, Template>,
  before: ReadonlyMap<string, Template>,
): InfraPlan {
  const hash = createHash('sha256');
  const stacks = [...after].map(([name, template]) => {
    const deployed = before.get(name);
    hash.update(JSON.stringify([name, sorted(deployed ?? null), sorted(template)]));
    return compareTemplates(name, deployed, template);
  });
  return { environment, hash: hash.digest('hex').slice(0, 16), stacks };
}

/** CloudFormation gives a template back with its keys in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
