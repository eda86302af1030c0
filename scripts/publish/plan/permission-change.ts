import type { ResourcePermission } from '@aws-sdk/client-quicksight';

/** What to give and to take so that a thing has the wanted permissions and no others. */
export interface PermissionChange {
  readonly grant: readonly ResourcePermission[];
  readonly revoke: readonly ResourcePermission[];
  /** Of a dashboard, to take from its link: who was let in by that, as a rule a whole namespace. */
  readonly revokeLink?: readonly ResourcePermission[];
}

export const changesNothing = ({ grant, revoke, revokeLink = [] }: PermissionChange): boolean =>
  grant.length + revoke.length + revokeLink.length === 0;

/** What it takes, from people and from a link: that is done first, and waits for nothing. */
export const revocationOf = (change: PermissionChange): PermissionChange => ({ ...change, grant: [] });

/** What it gives: that comes last. */
export const grantOf = ({ grant }: PermissionChange): PermissionChange => ({ grant, revoke: [] });

/**
 * Permissions are what the repository says: who was let in by hand is let out again, and the plan says so. QuickSight adds and takes
 * single actions, so one whose rights shrink is in both lists.
 * @param link permissions of a dashboard's link: the repository gives none
 */
export function permissionChange(
  live: readonly ResourcePermission[],
  wanted: readonly ResourcePermission[],
  link: readonly ResourcePermission[] = [],
): PermissionChange {
  const [has, wants] = [byPrincipal(live), byPrincipal(wanted)];
  const minus = (left: ReadonlyMap<string, readonly string[]>, right: ReadonlyMap<string, readonly string[]>) =>
    [...left].flatMap(([Principal, actions]): ResourcePermission[] => {
      const Actions = actions.filter((action) => right.get(Principal)?.includes(action) !== true);
      return Actions.length === 0 ? [] : [{ Principal, Actions }];
    });
  return {
    ...{ grant: minus(wants, has), revoke: minus(has, wants) },
    ...(link.length === 0 ? {} : { revokeLink: link }),
  };
}

const byPrincipal = (permissions: readonly ResourcePermission[]): ReadonlyMap<string, readonly string[]> =>
  new Map(permissions.map(({ Principal, Actions }) => [Principal ?? '', [...(Actions ?? [])].sort()]));
