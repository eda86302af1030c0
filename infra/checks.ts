import type { Stack } from 'aws-cdk-lib';
import { driftMay, verifyMay } from './delivery/check-permissions.ts';
import { githubTrust, issuer } from './delivery/github-trust.ts';
import type { Lake } from './lake.ts';
import { addRole } from './roles/role.ts';

/** Makes the roles of workflows that look: `drift` by itself on the branch, `verify` once somebody has let data move. */
export function addChecks(stack: Stack, lake: Lake): void {
  const { names, environment } = lake;
  const { repository, name } = environment;
  const trust = (context: string) => githubTrust(names.oidcProviderArn(issuer), repository, [context]);
  addRole(stack, lake, 'drift', trust(`ref:refs/heads/${repository.branch}`), driftMay(lake));
  addRole(stack, lake, 'verify', trust(`environment:${name}-data`), verifyMay(lake));
}
