import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { usageError } from '../cli/parse-arguments.ts';
import { type DashboardCode, dashboardCodes, type SeverityLevel } from '../dashboards/findings/dashboard-finding.ts';

const levels: readonly SeverityLevel[] = ['off', 'warn', 'error'];

/**
 * Reads `--severity CODE=LEVEL`.
 * @throws CommandError `usage` for a code or a level that there is not
 */
export function readSeverities(given: readonly string[]): ReadonlyMap<DashboardCode, SeverityLevel> {
  return new Map(
    given.map((text) => {
      const [name = '', word = ''] = text.split('=');
      const code = dashboardCodes.find((each) => each === name);
      const level = levels.find((each) => each === word);
      if (code !== undefined && level !== undefined) return [code, level] as const;
      const nearest = nearestName(name, dashboardCodes);
      const hint = code === undefined && nearest !== undefined ? `did you mean ${nearest}?` : undefined;
      throw usageError('validate', `--severity CODE=LEVEL, LEVEL one of ${levels.join(', ')}`, `"${text}"`, hint);
    }),
  );
}
