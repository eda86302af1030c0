import type { Environment } from '../../../infra/environments/environment.ts';
import { type Names, namesOf } from '../../../infra/names/names.ts';

/** What QuickSight's things are called in one environment: ids are made of names, so that nothing has to be looked up. */
export interface QuickSightPlace {
  readonly environment: Environment;
  readonly names: Names;
  readonly account: string;
  readonly dataSourceId: string;
  dashboardId(dashboard: string): string;
  themeId(dashboard: string): string;
  dataSetId(dashboard: string, identifier: string): string;
  /** Of the rules that say who sees which rows of a data set. */
  rulesId(dashboard: string, identifier: string): string;
  arn(kind: 'dashboard' | 'dataset' | 'datasource' | 'theme', id: string): string;
}

export function placeIn(environment: Environment): QuickSightPlace {
  const names = namesOf(environment);
  const dataSetId = (dashboard: string, identifier: string) => names.named(`${dashboard}--${identifier}`);
  return {
    environment,
    names,
    account: environment.account,
    dataSourceId: names.named('athena'),
    dashboardId: (dashboard) => names.named(dashboard),
    themeId: (dashboard) => names.named(dashboard),
    dataSetId,
    rulesId: (dashboard, identifier) => `${dataSetId(dashboard, identifier)}--rules`,
    arn: (kind, id) => names.arn('quicksight', `${kind}/${id}`),
  };
}

/** Where files name an ARN, they name this one: an account and a region that are nobody's. */
export const placeholder = 'arn:aws:quicksight:us-east-1:000000000000:';

/** As committed files name a data set: by its identifier. */
export const placeholderDataSet = (identifier: string): string => `${placeholder}dataset/${identifier}`;
/** As committed files name the data source of the final tables. */
export const placeholderDataSource = `${placeholder}datasource/athena`;
/** As committed files name the database of the final tables. */
export const placeholderDatabase = 'final';

/** Of the copy of a data set or dashboard that a dashboard is tried on. */
export const trialId = (id: string): string => `${id}--trial`;
