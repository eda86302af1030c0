import { Duration, type Stack } from 'aws-cdk-lib';
import { type IPrincipal, PolicyDocument, PolicyStatement, type PolicyStatementProps, Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { acknowledgePatterns } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import type { RoleUse } from '../names/names.ts';

/** One statement of a policy. */
export interface Statement extends Pick<PolicyStatementProps, 'conditions'> {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Why resources are named by a pattern; without it, cdk-nag refuses one. */
  readonly because?: string;
}

/** What a role may do, by the statements' Sids, which say what for. */
export type Allowed = Readonly<Record<string, Statement>>;

/** A policy's statements, in the order they are written. */
export const statementsOf = (allowed: Allowed): PolicyStatement[] =>
  Object.entries(allowed).map(
    ([sid, { actions, resources, conditions }]) =>
      new PolicyStatement({
        sid,
        actions: [...actions],
        resources: [...resources],
        ...(conditions === undefined ? {} : { conditions }),
      }),
  );

/** Tells cdk-nag the reasons that the statements carry. */
export function acknowledgeReasons(construct: IConstruct, allowed: Allowed): void {
  for (const { resources, because } of Object.values(allowed)) {
    if (because !== undefined) acknowledgePatterns(construct, resources, because);
  }
}

/** What few roles need. */
export interface RoleOptions {
  /** How long credentials may live, where an hour is too short. */
  readonly sessionHours?: number;
}

/** Makes a role under its physical name, with one inline policy that a reviewer can read from top to bottom. */
export function addRole(
  stack: Stack,
  lake: Lake,
  use: RoleUse,
  assumedBy: IPrincipal,
  allowed: Allowed,
  { sessionHours }: RoleOptions = {},
): Role {
  const role = new Role(stack, `Role-${use}`, {
    roleName: lake.names.role(use),
    assumedBy,
    ...(sessionHours === undefined ? {} : { maxSessionDuration: Duration.hours(sessionHours) }),
    inlinePolicies: { own: new PolicyDocument({ statements: statementsOf(allowed) }) },
  });
  acknowledgeReasons(role, allowed);
  return role;
}
