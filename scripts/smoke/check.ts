import type { SmokeFinding } from './findings.ts';
import type { Smoke } from './smoke-context.ts';

/** What a check came to. */
export interface CheckResult {
  /** What was seen, as one line. */
  readonly says: string;
  readonly findings: readonly SmokeFinding[];
  /** Why there was nothing to judge. */
  readonly skipped?: string;
  /** What was not judged, each with its reason. */
  readonly notJudged?: readonly string[];
}

/** One line of the checklist. */
export interface Check {
  readonly name: string;
  /** What has to hold, for people: completes "expected". */
  readonly expects: string;
  /** Names of checks that make what this one looks at. */
  readonly needs: readonly string[];
  /** Whether it judges what it can when one of these failed. */
  readonly goesOn?: boolean;
  /** @throws what the SDK throws: the call is the finding then */
  run(smoke: Smoke): Promise<CheckResult>;
}

export interface CheckReport {
  readonly name: string;
  readonly expects: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  readonly says: string;
  readonly findings: readonly SmokeFinding[];
  readonly notJudged: readonly string[];
}
