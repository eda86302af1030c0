import { type IPrincipal, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Repository } from '../environments/environment.ts';

/** GitHub's issuer of tokens, without the scheme: https://docs.github.com/actions/reference/security/oidc */
export const issuer = 'token.actions.githubusercontent.com';
const audience = 'sts.amazonaws.com';

/**
 * Lets in jobs of the repository whose token has exactly one of the subjects, both as it was always written (`repo:OWNER/NAME:...`) and with
 * the ids that GitHub puts in for repositories made since July 2026 (`repo:OWNER@ID/NAME@ID:...`), so that a rename lets nobody in.
 * @param contexts what comes after the repository: `pull_request`, `ref:refs/heads/main`, `environment:NAME`
 */
export function githubTrust(providerArn: string, repository: Repository, contexts: readonly string[]): IPrincipal {
  const { owner, ownerId, name, id } = repository;
  const subjects = contexts.flatMap((context) => [
    `repo:${owner}/${name}:${context}`,
    `repo:${owner}@${ownerId}/${name}@${id}:${context}`,
  ]);
  return new WebIdentityPrincipal(providerArn, {
    StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subjects },
  });
}
