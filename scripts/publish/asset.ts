import type { ResourcePermission } from '@aws-sdk/client-quicksight';
import type { Dashboard } from '../dashboards/dashboard.ts';
import type { DashboardBody } from './request/dashboard-request.ts';
import type { DataSetBody } from './request/data-set-request.ts';
import type { DataSourceBody } from './request/data-source-request.ts';
import type { ThemeBody } from './request/theme-request.ts';

/** What every thing of QuickSight has that the repository wants there. */
interface Common {
  readonly id: string;
  readonly arn: string;
  /** As messages call it: `sales`, `sales/sales_daily`. */
  readonly name: string;
  /** The folder of dashboards/ that it belongs to; undefined for the data source. */
  readonly dashboard: string | undefined;
  readonly owner: string;
  /** Where it is said in the repository, relative to its root. */
  readonly file: string;
  readonly permissions: readonly ResourcePermission[];
  /** Of the body. */
  readonly hash: string;
  readonly permissionsHash: string;
}

export interface DataSourceAsset extends Common {
  readonly kind: 'data source';
  readonly body: DataSourceBody;
}
export interface DataSetAsset extends Common {
  readonly kind: 'data set';
  readonly body: DataSetBody;
}
export interface ThemeAsset extends Common {
  readonly kind: 'theme';
  readonly body: ThemeBody;
}
export interface DashboardAsset extends Common {
  readonly kind: 'dashboard';
  readonly body: DashboardBody;
  /** For the places of its parts. */
  readonly read: Pick<Dashboard, 'placeOf' | 'definition'>;
}
export type Asset = DataSourceAsset | DataSetAsset | ThemeAsset | DashboardAsset;
export type AssetKind = Asset['kind'];
