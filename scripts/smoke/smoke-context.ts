import type { Environment } from '../../infra/environments/environment.ts';
import type { Names, RoleUse } from '../../infra/names/names.ts';
import type { Manifest } from '../../lambda/clean/manifest.ts';
import type { Aws } from '../aws/connect-aws.ts';
import type { SmokePlan } from './plan-smoke.ts';

/** What checks leave for those that come later, and for the cleaning up. */
export interface SmokeState {
  /** The file was, or may have been, put into raw. */
  uploaded: boolean;
  manifest: Manifest | undefined;
  /** When the manifest was written, by AWS's clock. */
  cleanedAt: Date | undefined;
  /** The run that has read the file. */
  run: string | undefined;
  /** Final tables that it published. */
  published: readonly string[];
  /** Final tables that stand by its record: published, or as they were. */
  standing: readonly string[];
  /** Keys of answers in the bucket of results. */
  readonly answers: string[];
}

/** What every check works with. */
export interface Smoke {
  readonly environment: Environment;
  readonly names: Names;
  /** As the role `smoke`. */
  readonly aws: Aws;
  /** As another role, which `smoke` may take. */
  as(role: RoleUse): Promise<Aws>;
  /** The file that goes in, and what has to come of it. */
  readonly plan: SmokePlan;
  readonly state: SmokeState;
  /** Ends when the person gives up. */
  readonly signal: AbortSignal;
  /** Seconds that the slowest step may take. */
  readonly timeout: number;
  readonly say: (text: string) => void;
}
