import type { Throughput } from './throughput.ts';
import { countFiles, type Workload } from './workload.ts';

/** One run of the Glue job. */
export interface RunPlan {
  /** Workers of one DPU each, 4 vCPU. */
  readonly dpus: number;
  /** As billed. */
  readonly seconds: number;
}

/** Spark's own start, which is billed; Glue's, which is not, is in no figure here. */
const startSeconds = 15;
/** As many workers as bring a run to this time, within what an account has without asking. */
const aim = 900;
const [fewest, most] = [2, 100];
/** https://aws.amazon.com/glue/pricing/ */
const leastSeconds = 60;

/**
 * @param extraMb raw that this run cleans itself, in the Glue-only way
 * @returns how many workers a run takes and for how long, when it reads all that is held
 */
export function planRun(
  { gb, heldMonths, slower }: Workload,
  { tableMbPerSecond, sparkCleanMbPerSecond }: Throughput,
  extraMb = 0,
): RunPlan {
  const work = ((gb * heldMonths * 1000) / tableMbPerSecond + extraMb / sparkCleanMbPerSecond) * slower;
  const dpus = Math.min(most, Math.max(fewest, Math.ceil(work / 4 / aim)));
  return { dpus, seconds: Math.max(leastSeconds, startSeconds + work / 4 / dpus) };
}

const minutesOfMonth = 730 * 60;

/** Minutes from the start of one run to the next: the interval, or the run itself where that is longer. */
export const minutesBetween = (workload: Workload, throughput: Throughput): number =>
  Math.max(workload.everyMinutes, planRun(workload, throughput).seconds / 60);

/** @returns runs of a month; each needs at least one new file */
export const countRuns = (workload: Workload, throughput: Throughput): number =>
  Math.max(1, Math.min(countFiles(workload), Math.floor(minutesOfMonth / minutesBetween(workload, throughput))));
