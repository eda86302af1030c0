import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { type DashboardFinding, error, meant, some } from './dashboard-finding.ts';

export const dataSetUndeclared = (
  place: Place,
  path: string,
  identifier: string,
  nearest: string | undefined,
  declared: readonly string[],
): DashboardFinding =>
  error('data-set-undeclared', place, {
    subject: path,
    expected: `an identifier of DataSetIdentifierDeclarations (${some(declared)})`,
    got: quote(identifier),
    fix: meant(nearest, 'declare it, or use one that is declared'),
  });

/** @param file where the data set's file belongs */
export const dataSetMissing = (
  place: Place,
  path: string,
  identifier: string,
  file: string,
  nearest: string | undefined,
): DashboardFinding =>
  error('data-set-missing', place, {
    subject: path,
    expected: `the file ${file} for the data set ${quote(identifier)}`,
    got: 'no such file',
    fix: meant(nearest, 'add the file: {"table": "…", "mode": "SPICE"}'),
  });

export const dataSetsUnknown = (place: Place, folder: string): DashboardFinding => ({
  ...error('data-sets-unknown', place, {
    subject: 'DataSetIdentifierDeclarations',
    expected: `data sets in ${folder} to judge columns by`,
    got: 'no such folder',
    fix: 'add data-sets/<identifier>.json files to have columns checked too; they were not',
  }),
  severity: 'warn',
});

export const dataSetColumnsUnknown = (place: Place, identifier: string): DashboardFinding => ({
  ...error('data-set-columns-unknown', place, {
    subject: identifier,
    expected: 'a data set whose columns its file tells',
    got: 'a source that only QuickSight knows',
    fix: 'export it by aws quicksight describe-data-set, whose OutputColumns tell; its columns were not checked',
  }),
  severity: 'warn',
});

export const tableMissing = (place: Place, table: string, nearest: string | undefined): DashboardFinding =>
  error('table-missing', place, {
    subject: 'table',
    expected: 'a folder of glue/tables',
    got: quote(table),
    fix: meant(nearest, 'name a table that exists, or add glue/tables/<table>'),
  });

/** @param where what the columns belong to: `the data set "sales" (table sales_daily)` */
export const columnMissing = (
  place: Place,
  path: string,
  column: string,
  where: string,
  nearest: string | undefined,
  columns: readonly string[],
): DashboardFinding =>
  error('column-missing', place, {
    subject: path,
    expected: `a column or calculated field of ${where}`,
    got: quote(column),
    fix: meant(nearest, `it has ${some(columns, 12)}`),
  });

/** @param structure the field or filter kind; @param fitting what to use for such a column */
export const columnType = (
  place: Place,
  path: string,
  column: string,
  type: string,
  structure: string,
  wants: string,
  fitting: string,
): DashboardFinding =>
  error('column-type', place, {
    subject: path,
    expected: `a ${wants} column for ${structure}`,
    got: `${quote(column)} of type ${type}`,
    fix: `use ${fitting} for it`,
  });

/** @param does what the field's formula does: `aggregates` */
export const aggregateDimension = (
  place: Place,
  path: string,
  field: string,
  does: string,
  severity: DashboardFinding['severity'],
): DashboardFinding => ({
  ...error('aggregate-dimension', place, {
    subject: path,
    expected: 'a dimension that has a value in each row',
    got: `${quote(field)}, whose formula ${does}`,
    fix: 'use it as a measure (CalculatedMeasureField), or group by a field of rows',
  }),
  severity,
});

/** @param aggregated a filter of the group over an aggregation; @param rows one over rows */
export const filterMixed = (place: Place, path: string, aggregated: string, rows: string): DashboardFinding =>
  error('filter-mixed', place, {
    subject: path,
    expected: 'filters over rows or over aggregations, not both in one group',
    got: `${quote(aggregated)}, which is aggregated, beside ${quote(rows)}, a value of each row`,
    fix: 'give each kind a filter group of its own; groups are joined by AND',
  });

export const timeZone = (place: Place, path: string, zone: string, nearest: string | undefined) =>
  error('time-zone', place, {
    subject: path,
    expected: 'a time zone of the IANA database',
    got: quote(zone),
    fix: meant(nearest, 'write one such as Europe/Paris or UTC'),
  });

/** @param account the ARN's own; undefined: it is no data set's ARN. @param expected the account that belongs there */
export const dataSetArn = (
  place: Place,
  path: string,
  arn: string,
  account: string | undefined,
  expected: string | undefined,
  identifier: string,
): DashboardFinding => ({
  ...error('data-set-arn', place, {
    subject: path,
    expected:
      account === undefined
        ? 'the ARN of a data set: arn:aws:quicksight:<region>:<account>:dataset/<id>'
        : `an ARN of the account ${expected}`,
    got: quote(arn, 90),
    fix:
      expected === '000000000000'
        ? `write arn:aws:quicksight:us-east-1:000000000000:dataset/${identifier}; publishing puts the account's own there`
        : 'use data sets of one account, or take the ARN from the data set',
  }),
  severity: 'warn',
});
