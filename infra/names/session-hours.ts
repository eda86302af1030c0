import type { RoleUse } from './names.ts';

/**
 * How long, in hours, the credentials of a role may live that one job keeps for longer than the hour that IAM gives by itself. GitHub's token is
 * exchanged once, at the job's beginning, and what a job has begun must not lose its right half-way: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
 */
export const sessionHours = {
  // CloudFormation may take most of the job's hour, and how the stacks stand is read after it.
  deploy: 2,
  // Files are cleaned and tables built before dashboards are published: up to the three hours of the job.
  data: 4,
} as const satisfies Partial<Record<RoleUse, number>>;

/** Seconds, as IAM counts them, for any role. */
export const mostSeconds = (use: string): number =>
  3600 * (new Map<string, number>(Object.entries(sessionHours)).get(use) ?? 1);
