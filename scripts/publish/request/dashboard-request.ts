import type {
  CreateDashboardCommandInput,
  DashboardPublishOptions,
  DashboardVersionDefinition,
} from '@aws-sdk/client-quicksight';
import { withDates } from './convert-dates.ts';
import { publishOptions } from './publish-options.ts';

/** What CreateDashboard and UpdateDashboard both take, but for ids and the version's description. */
export type DashboardBody = Pick<
  CreateDashboardCommandInput,
  'Name' | 'Definition' | 'ThemeArn' | 'DashboardPublishOptions'
> & {
  readonly Definition: DashboardVersionDefinition;
};

/**
 * The request behind a dashboard's folder. Data sets are named by ARN in QuickSight and by identifier in the folder: whatever account's ARN
 * stands in the file, the identifier decides.
 * @param definition as it was read: its dates are text or numbers
 * @param arnOf a data set's ARN, by identifier
 * @param options of dashboard.json
 */
export function dashboardRequest(
  { title, definition }: { readonly title: string; readonly definition: DashboardVersionDefinition },
  arnOf: (identifier: string) => string,
  themeArn: string | undefined,
  options: DashboardPublishOptions | undefined,
): DashboardBody {
  const said = publishOptions(options);
  const dated = withDates(definition);
  return {
    Name: title,
    Definition: {
      ...dated,
      DataSetIdentifierDeclarations: (dated.DataSetIdentifierDeclarations ?? []).map((declaration) => ({
        ...declaration,
        DataSetArn: arnOf(declaration.Identifier ?? ''),
      })),
    },
    ...(themeArn === undefined ? {} : { ThemeArn: themeArn }),
    ...(said === undefined ? {} : { DashboardPublishOptions: said }),
  };
}
