import { DescribeDashboardCommand, type QuickSightClient, ResourceNotFoundException } from '@aws-sdk/client-quicksight';
import type { Environment } from '../../infra/environments/environment.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { placeIn } from '../publish/request/place.ts';
import { findings, type VerifyFinding } from './findings.ts';

/** What became of one dashboard. */
export interface DashboardReport {
  readonly dashboard: string;
  /** The one that people see. */
  readonly version: number | undefined;
  readonly findings: readonly VerifyFinding[];
  /** Why it could not be asked for. */
  readonly refused?: string;
}

/** Whether QuickSight shows a version of a dashboard that it could make. @param dashboard its folder's name */
export async function verifyDashboard(
  client: QuickSightClient,
  environment: Environment,
  dashboard: string,
): Promise<DashboardReport> {
  const at = { AwsAccountId: environment.account, DashboardId: placeIn(environment).dashboardId(dashboard) };
  try {
    const { Dashboard } = await client.send(new DescribeDashboardCommand(at));
    const { VersionNumber, Status = 'none' } = Dashboard?.Version ?? {};
    const isLive = Status === 'CREATION_SUCCESSFUL' || Status === 'UPDATE_SUCCESSFUL';
    const found = isLive ? [] : [findings.dashboardNotLive(dashboard, Status)];
    return { dashboard, version: VersionNumber, findings: found };
  } catch (error) {
    if (error instanceof ResourceNotFoundException)
      return { dashboard, version: undefined, findings: [findings.dashboardNotLive(dashboard, 'no dashboard')] };
    if (!isFromAws(error)) throw error;
    return { dashboard, version: undefined, findings: [], refused: `${error.name}: ${error.message}` };
  }
}
