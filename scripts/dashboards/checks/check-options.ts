import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { dataSetArn, timeZone } from '../findings/data-set-findings.ts';
import { outOfLimits } from '../findings/shape-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';

/** The account that stands for whichever one a dashboard of the repository is published to. */
const placeholder = '000000000000';
/** Visuals that the user guide allows on a sheet; the API takes more. https://docs.aws.amazon.com/quicksight/latest/user/quotas.html */
const visualsOnSheet = 50;
const mostVisuals = 75;

/** The definition's time zone, its data sets' ARNs, and the quotas that the API's own limits don't say. */
export function checkOptions(dashboard: Dashboard): DashboardFinding[] {
  return [...checkTimeZone(dashboard), ...checkArns(dashboard), ...checkQuotas(dashboard)];
}

function checkTimeZone({ definition, placeOf }: Dashboard): DashboardFinding[] {
  const zone = definition.Options?.Timezone;
  if (zone === undefined || zone.includes('${') || isTimeZone(zone)) return [];
  const at = ['Options', 'Timezone'];
  return [timeZone(placeOf(at), formatJsonPath(at), zone, nearestName(zone, Intl.supportedValuesOf('timeZone')))];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A dashboard of the repository holds no account; a file from anywhere holds one. */
function checkArns({ definition, placeOf, recognised }: Dashboard): DashboardFinding[] {
  const own = recognised === 'a dashboard' ? placeholder : undefined;
  let first: string | undefined;
  return (definition.DataSetIdentifierDeclarations ?? []).flatMap(({ DataSetArn: arn, Identifier: id }, position) => {
    if (arn === undefined || isPlaceholder(arn)) return [];
    const at = ['DataSetIdentifierDeclarations', position, 'DataSetArn'];
    const account = /^arn:[a-z0-9-]+:quicksight:[a-z0-9-]*:(\d{12}):dataset\/.+$/.exec(arn)?.[1];
    const expected = own ?? first;
    first ??= account;
    if (account !== undefined && (expected === undefined || account === expected)) return [];
    return [dataSetArn(placeOf(at), formatJsonPath(at), arn, account, expected, id ?? '')];
  });
}

function checkQuotas({ index, placeOf }: Dashboard): DashboardFinding[] {
  return index.of('SheetDefinition').flatMap(({ value, path }) => {
    const count = value.Visuals?.length ?? 0;
    if (count <= visualsOnSheet || count > mostVisuals) return [];
    const at = [...path, 'Visuals'];
    const wording = [`at most ${visualsOnSheet} items`, `${count} items`] as const;
    const finding = outOfLimits(placeOf(at), formatJsonPath(at), 'SheetDefinition.Visuals', ...wording);
    return [{ ...finding, severity: 'warn' as const }];
  });
}

/** Published examples leave what is the reader's own open: `${AWS::AccountId}`, `<aws-account>`, `{{account}}`. */
function isPlaceholder(text: string): boolean {
  return /\$\{|<|\{\{/.test(text);
}
