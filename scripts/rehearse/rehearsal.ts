import type { Environment } from '../../infra/environments/environment.ts';
import type { Names } from '../../infra/names/names.ts';
import type { S3Store } from '../../lambda/store/s3-store.ts';
import type { Clients } from './clients.ts';
import type { Cdk } from './run-cdk.ts';
import type { StandIn } from './stand-in.ts';

/** What every step works with. */
export interface Rehearsal {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Absolute path of a folder that goes with the rehearsal. */
  readonly folder: string;
  readonly environment: Environment;
  readonly names: Names;
  readonly standIn: StandIn;
  readonly clients: Clients;
  readonly cdk: Cdk;
  readonly buckets: Readonly<Record<'raw' | 'processed' | 'final' | 'quarantine', S3Store>>;
  /** A Python that has moto. */
  readonly python: string;
  /** Shows where it stands. */
  readonly say: (text: string) => void;
}

/** What a step did, and what was not as it should be. */
export interface StepResult {
  /** Figures for people: one line. */
  readonly says: string;
  /** The same for programs. */
  readonly figures: Readonly<Record<string, number | string | readonly string[]>>;
  /** Each says what was expected and what came. */
  readonly failures: readonly string[];
  /** Whether the next steps make no sense after this one's failures. */
  readonly ends?: boolean;
}

/** One act of the rehearsal. */
export interface Step {
  readonly name: string;
  run(rehearsal: Rehearsal): Promise<StepResult>;
}

/** A step's result, with the seconds that it took. */
export interface StepReport extends Omit<StepResult, 'ends'> {
  readonly name: string;
  readonly seconds: number;
}

/** All of a rehearsal. */
export interface RehearsalReport {
  readonly environment: string;
  readonly seconds: number;
  readonly steps: readonly StepReport[];
  readonly failures: readonly string[];
}
