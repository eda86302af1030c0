import type { Effects } from '../cli/effects.ts';
import { printable } from '../cli/printable.ts';
import type { Progress } from '../cli/progress.ts';
import { describeStep } from './describe-step.ts';
import type { SyncPlan } from './plan-sync.ts';
import type { Step } from './step.ts';

/** Progress as one line on a terminal, and as a line each time that it changed elsewhere. */
export function createSay(effects: Effects, progress: Progress): (text: string) => void {
  let last: string | undefined;
  return (text) => {
    if (effects.stderr.isTTY === true) progress.step(text);
    else if (text !== last) progress.done(text);
    last = text;
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** How far a sync is, by steps and bytes. In a log a line says each hundredth step: one a file would fill it. */
export function uploadProgress(effects: Effects, progress: Progress): (step: Step, plan: SyncPlan) => void {
  let [count, bytes] = [0, 0];
  return (step, plan) => {
    count++;
    if (step.do === 'put') bytes += step.wanted.size;
    const all = plan.steps.reduce((sum, one) => sum + (one.do === 'put' ? one.wanted.size : 0), 0);
    const text = () =>
      `${count} of ${plan.steps.length} done, ${megabytes(bytes)} of ${megabytes(all)} MB: ${describeStep(step)}`;
    if (effects.stderr.isTTY === true) progress.step(printable(text()));
    else if (count % 100 === 0) progress.done(printable(text()));
  };
}
