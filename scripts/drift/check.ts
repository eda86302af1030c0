import type { Environment } from '../../infra/environments/environment.ts';
import type { Names } from '../../infra/names/names.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { Aws } from '../aws/connect-aws.ts';
import type { Project } from '../lake/project.ts';
import type { Surroundings } from '../publish/apply/surroundings.ts';

/** What is compared: a kind of thing that the repository says and AWS has. */
export const driftKinds = ['infrastructure', 'dashboards', 'data', 'catalog'] as const;
export type DriftKind = (typeof driftKinds)[number];

/** What every check works with. None of it is written to. */
export interface DriftContext {
  readonly project: Project;
  readonly environment: Environment;
  readonly names: Names;
  readonly aws: Aws;
  /** QuickSight, with a client that waits. @throws CommandError `no-quicksight` where the environment has none */
  readonly openQuickSight: () => Promise<Surroundings>;
  /** Seconds that detecting drift of one stack may take. */
  readonly timeout: number;
  readonly say: (text: string) => void;
}

/** What a check came to. */
export interface CheckResult {
  /** What was looked at, as one line. */
  readonly says: string;
  readonly findings: readonly Finding[];
  /** What should have been looked at and could not be, each with the reason. */
  readonly refused?: readonly string[];
  /** What is left out on purpose, each with the reason. */
  readonly leftOut?: readonly string[];
  /** Why there is nothing to look at. */
  readonly skipped?: string;
}

export interface DriftCheck {
  readonly kind: DriftKind;
  /** @throws what the SDK throws, or a CommandError: then the check could not be made, and the others are */
  run(context: DriftContext): Promise<CheckResult>;
}

/** `refused`: it could not be made, or not all of it. */
export type DriftStatus = 'clean' | 'drifted' | 'refused' | 'skipped';

export interface CheckReport {
  readonly kind: DriftKind;
  readonly status: DriftStatus;
  readonly says: string;
  readonly findings: readonly Finding[];
  readonly refused: readonly string[];
  readonly leftOut: readonly string[];
}

export interface DriftReport {
  readonly environment: string;
  readonly checks: readonly CheckReport[];
}
