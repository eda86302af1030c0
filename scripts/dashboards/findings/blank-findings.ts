import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { type DashboardFinding, error } from './dashboard-finding.ts';

export const parameterDefault = (place: Place, path: string, name: string): DashboardFinding => ({
  ...error('parameter-default', place, {
    subject: path,
    expected: `DefaultValues for the date parameter ${quote(name)}`,
    got: 'none',
    fix: 'add a static or rolling date; what uses the parameter stays blank until somebody sets it',
  }),
  severity: 'warn',
});

export const parameterDefaults = (place: Place, path: string, name: string, count: number): DashboardFinding => ({
  ...error('parameter-default', place, {
    subject: path,
    expected: `one default for ${quote(name)}, which is SINGLE_VALUED`,
    got: `${count}`,
    fix: 'keep one, or make the parameter MULTI_VALUED',
  }),
  severity: 'warn',
});

export const rangeEmpty = (place: Place, path: string, least: string, most: string): DashboardFinding => ({
  ...error('range-empty', place, {
    subject: path,
    expected: `an end of the range that is not before its beginning, ${least}`,
    got: most,
    fix: 'exchange the two; nothing lies between them',
  }),
  severity: 'warn',
});

export const kpiOptionsPartial = (place: Place, path: string): DashboardFinding => ({
  ...error('kpi-options-partial', place, {
    subject: path,
    expected: 'PrimaryValueDisplayType among KPIOptions',
    got: 'KPIOptions without it',
    fix: 'add "PrimaryValueDisplayType": "ACTUAL" (or leave KPIOptions out); QuickSight may show the figure blank',
  }),
  severity: 'warn',
});

export const axisLabelUnapplied = (place: Place, path: string, label: string): DashboardFinding => ({
  ...error('axis-label-unapplied', place, {
    subject: path,
    expected: 'ApplyTo beside CustomLabel',
    got: `${quote(label)} without it`,
    fix: 'add ApplyTo with the FieldId and Column that the label is for; QuickSight passes over it otherwise',
  }),
  severity: 'warn',
});

/** @param role what the data set gives the column */
export const geographicRole = (
  place: Place,
  path: string,
  column: string,
  role: string | undefined,
  fitting: readonly string[],
): DashboardFinding =>
  error('geographic-role', place, {
    subject: path,
    expected:
      role !== undefined && fitting.length === 1
        ? `a field of role ${fitting[0]} beside ${quote(column)} of role ${role}`
        : `a column whose geographic role is ${fitting.join(', ')}`,
    got:
      role !== undefined && fitting.length === 1
        ? 'none'
        : `${quote(column)} of ${role === undefined ? 'no role' : `role ${role}`}`,
    fix: 'give the role in the data set, or use another column; the map stays empty',
  });
