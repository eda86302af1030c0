import type { CheckReport, DriftCheck, DriftContext, DriftReport } from './check.ts';
import { refusalOf } from './refusal-of.ts';

/** Makes checks side by side: what one is refused does not stop the others. Nothing is changed. */
export async function drift(
  context: DriftContext,
  checks: readonly DriftCheck[],
  done: (report: CheckReport) => void,
): Promise<DriftReport> {
  const reports = await Promise.all(
    checks.map(async (check) => {
      const report = await make(check, context);
      done(report);
      return report;
    }),
  );
  return { environment: context.environment.name, checks: reports };
}

async function make(check: DriftCheck, context: DriftContext): Promise<CheckReport> {
  const { kind } = check;
  try {
    const { says, findings, refused = [], leftOut = [], skipped } = await check.run(context);
    const status =
      skipped !== undefined ? 'skipped' : refused.length > 0 ? 'refused' : findings.length > 0 ? 'drifted' : 'clean';
    return { kind, status, says, findings, refused, leftOut };
  } catch (error) {
    return { kind, status: 'refused', says: 'not made', findings: [], refused: [refusalOf(error)], leftOut: [] };
  }
}

/** Whether something differs that has to be dealt with. @param strict warnings count */
export const hasDrifted = ({ checks }: DriftReport, strict: boolean): boolean =>
  checks.some(({ findings }) => findings.some(({ severity }) => strict || severity === 'error'));

/** Whether there is something that could not be looked at. */
export const isRefused = ({ checks }: DriftReport): boolean => checks.some(({ status }) => status === 'refused');
