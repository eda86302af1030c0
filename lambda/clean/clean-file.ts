import type { CleanInput, CleanSinks } from './clean-input.ts';
import type { CleanResult } from './clean-result.ts';

export type { CleanInput, CleanSinks, QuarantinedRecord, Reason, Sink } from './clean-input.ts';
export type { CleanResult, ReasonCount } from './clean-result.ts';
export { engineVersion } from './engine-version.ts';
export type { FileReport } from './file-report.ts';

/** Cleans one file: bytes in; clean rows, quarantined records and reasons out. */
export type CleanFile = (input: CleanInput, sinks: CleanSinks) => Promise<CleanResult>;
