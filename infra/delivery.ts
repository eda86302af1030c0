import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { addBoundary } from './delivery/boundary.ts';
import { addCloudFormationPolicies } from './delivery/cloudformation-policy.ts';
import { githubTrust, issuer } from './delivery/github-trust.ts';
import { dataMay, deployMay, planMay } from './delivery/role-permissions.ts';
import { addSmokeRole } from './delivery/smoke-role.ts';
import type { Lake } from './lake.ts';
import { qualifier } from './names/names.ts';
import { sessionHours } from './names/session-hours.ts';
import { addRole } from './roles/role.ts';

/** GitHub's tokens are checked by its certificate's authority; AWS asks for no thumbprint: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html */
function addProvider(stack: Stack, { names, environment }: Lake): string | undefined {
  const { githubProvider } = environment.once;
  if (githubProvider === 'skip') return undefined;
  if (githubProvider === 'import') return names.oidcProviderArn(issuer);
  const provider = new CfnOIDCProvider(stack, 'GitHub', {
    url: `https://${issuer}`,
    clientIdList: ['sts.amazonaws.com'],
  });
  return provider.attrArn;
}

/**
 * Makes what workflows deploy with: no key that lives longer than a job. Three roles, each for its own GitHub environment, and how far
 * CloudFormation may go on their behalf.
 */
export function addDelivery(stack: Stack, lake: Lake): void {
  const { names, environment } = lake;
  const { repository, name } = environment;
  addBoundary(stack, lake);
  const policies = addCloudFormationPolicies(stack, lake);
  new CfnOutput(stack, 'BootstrapCommand', {
    description: 'To be run by a person, once, after this stack',
    value: [
      `npx cdk bootstrap aws://${environment.account}/${environment.region} --qualifier ${qualifier}`,
      `--cloudformation-execution-policies ${policies.map((_, index) => names.policyArn(`cloudformation-${index + 1}`)).join(',')}`,
    ].join(' '),
  });
  addSmokeRole(stack, lake);
  const provider = addProvider(stack, lake);
  if (provider === undefined) return;
  const trust = (contexts: readonly string[]) => githubTrust(provider, repository, contexts);
  addRole(stack, lake, 'plan', trust(['pull_request', `ref:refs/heads/${repository.branch}`]), planMay(lake));
  addRole(stack, lake, 'deploy', trust([`environment:${name}`]), deployMay(lake), {
    sessionHours: sessionHours.deploy,
  });
  addRole(stack, lake, 'data', trust([`environment:${name}-data`]), dataMay(lake), {
    sessionHours: sessionHours.data,
  });
}
