import { Duration } from 'aws-cdk-lib';
import type { Lake } from '../lake.ts';

/** Seconds that files may come after the first one to be of the same run. */
export const settle = 20;

/** Minutes in seconds. */
export const minutes = (count: number): number => Duration.minutes(count).toSeconds();

/** A run may wait for the job of one that was given up, and refresh data sets after its own. */
export const runSeconds = ({ environment }: Lake): number => minutes(environment.transform.timeoutMinutes + 60);
