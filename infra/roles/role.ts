import type { Stack } from 'aws-cdk-lib';
import { type IPrincipal, PolicyDocument, PolicyStatement, type PolicyStatementProps, Role } from 'aws-cdk-lib/aws-iam';
import type { Lake } from '../lake.ts';
import type { RoleUse } from '../names/names.ts';

/** What a role may do, and why it is called so: a statement each, with a Sid. */
export type Allowed = Readonly<Record<string, Pick<PolicyStatementProps, 'actions' | 'resources' | 'conditions'>>>;

/** A policy's statements, in the order they are written. */
export const statementsOf = (allowed: Allowed): PolicyStatement[] =>
  Object.entries(allowed).map(([sid, props]) => new PolicyStatement({ sid, ...props }));

/** Makes a role under its physical name, with one inline policy that a reviewer can read from top to bottom. */
export function addRole(stack: Stack, lake: Lake, use: RoleUse, assumedBy: IPrincipal, allowed: Allowed): Role {
  return new Role(stack, `Role-${use}`, {
    roleName: lake.names.role(use),
    assumedBy,
    inlinePolicies: { own: new PolicyDocument({ statements: statementsOf(allowed) }) },
  });
}
