import type { Finding, Place } from '../../../lambda/schema/finding.ts';
import { formulaOnlyCodes } from '../../formula/formula-problem.ts';

export { meant, some } from '../../formula/formula-problem.ts';

/** Everything that can be wrong with a dashboard's files; one code is one heading in FINDINGS.md and one folder in testdata/err. */
export const dashboardCodes = [
  'file-unreadable',
  'json-syntax',
  'json-duplicate-key',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'unknown-value',
  'one-of',
  'out-of-limits',
  'text-pattern',
  'date-text',
  'data-set-undeclared',
  'data-set-missing',
  'data-sets-unknown',
  'data-set-columns-unknown',
  'table-missing',
  'column-missing',
  'column-type',
  'aggregate-dimension',
  'filter-mixed',
  'duplicate-id',
  'sheet-missing',
  'visual-missing',
  'source-missing',
  'element-missing',
  'grid-bounds',
  'element-unplaced',
  'grid-overlap',
  'field-missing',
  'hierarchy-missing',
  'hierarchy-column',
  'scope-empty',
  'range-empty',
  'control-type',
  'control-default',
  'parameter-undeclared',
  'parameter-type',
  'parameter-uncontrolled',
  'parameter-default',
  'kpi-options-partial',
  'axis-label-unapplied',
  'geographic-role',
  'time-zone',
  'data-set-arn',
  ...formulaOnlyCodes,
] as const;

export type DashboardCode = (typeof dashboardCodes)[number];
export type DashboardFinding = Finding<DashboardCode>;

/** What a finding of some code is in one dashboard, or one run. */
export type SeverityLevel = 'off' | 'warn' | 'error';

/** What a finding says, without its code, severity and place. */
export type Wording = Pick<DashboardFinding, 'subject' | 'expected' | 'got' | 'fix'>;

/** A finding of severity error. */
export const error = (code: DashboardCode, place: Place, wording: Wording): DashboardFinding => ({
  code,
  severity: 'error',
  place,
  ...wording,
});
