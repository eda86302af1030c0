import { type DriftFinding, findings } from '../findings.ts';

const sales = { file: 'dashboards/sales/definition.json' };
const of = { dashboard: 'sales', environment: 'dev' };

/** One of each sentence, as FINDINGS.md shows them. */
export const examples: Readonly<Record<keyof typeof findings, DriftFinding>> = {
  accessDiffers: findings.accessDiffers('sales_daily', 'no longer let sluice-dev-reader-hr read sales_daily', 'dev'),
  columnExtra: findings.columnExtra('sales_daily', 'margin', 'double'),
  columnMissing: findings.columnMissing('sales_daily', 'margin', 'dev'),
  columnRetyped: findings.columnRetyped('sales_daily', 'margin', 'double', 'string'),
  dashboardDeleted: findings.dashboardDeleted(sales, 'sales', of),
  dashboardEdited: findings.dashboardEdited(sales, 'sales', 'version 4, made elsewhere: ~ sheet Orders', of),
  dataSourceEdited: findings.dataSourceEdited({ file: 'infra/environments/environments.json' }, 'data source', {
    ...of,
    dashboard: '',
  }),
  dashboardNotInRepository: findings.dashboardNotInRepository(
    { file: 'dashboards/returns' },
    'returns',
    'a published dashboard without one',
    'keep it with npx sluice pull returns --env dev, or delete it with npx sluice publish --env dev --delete returns',
  ),
  dashboardNotOurs: findings.dashboardNotOurs(sales, 'sales', 'sluice-dev-sales', 'dev'),
  dashboardRolledBack: findings.dashboardRolledBack(sales, 'sales', 'the same one, while version 2 is live', of),
  dashboardShared: findings.dashboardShared(sales, 'sales', 'user/default/kim may more', of),
  dashboardUnpublished: findings.dashboardUnpublished(sales, 'sales', 'another dashboard: + sheet Returns', of),
  objectDiffers: findings.objectDiffers('datasets/orders/2026-01.csv', '14 bytes in raw', '15 bytes', 'dev'),
  objectExtra: findings.objectExtra('orders', 's3://csv-raw-data/orders/extra.csv', false, 'dev'),
  objectMissing: findings.objectMissing('datasets/orders/2026-01.csv', 'dev'),
  objectUnknown: findings.objectUnknown('datasets/orders/2026-01.csv', 14, 'dev'),
  resourceChanged: findings.resourceChanged(
    'sluice-dev-lake',
    'Clean',
    'AWS::Lambda::Function /MemorySize',
    '"1769"',
    '"512"',
  ),
  resourceDeleted: findings.resourceDeleted(
    'sluice-dev-lake',
    'Alarm',
    'AWS::CloudWatch::Alarm',
    'sluice-dev-run-failed',
  ),
  stackMissing: findings.stackMissing('sluice-dev-lake'),
  tableExtra: findings.tableExtra('sales_old', 'sluice_dev_final'),
  tableMissing: findings.tableMissing('sales_daily', 'sluice_dev_final', 'dev'),
};
