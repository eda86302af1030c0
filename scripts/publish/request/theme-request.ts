import type { CreateThemeCommandInput, ThemeConfiguration } from '@aws-sdk/client-quicksight';

export type ThemeBody = Pick<CreateThemeCommandInput, 'Name' | 'BaseThemeId' | 'Configuration'>;

/** `theme.json` beside a definition. */
export interface ThemeFile {
  /** A theme that QuickSight brings, such as CLASSIC, MIDNIGHT, SEASIDE or RAINIER. */
  readonly BaseThemeId: string;
  readonly Name?: string;
  readonly Configuration: ThemeConfiguration;
}

/** @param title of the dashboard, which the theme is called by unless it has a name */
export const themeRequest = ({ BaseThemeId, Name, Configuration }: ThemeFile, title: string): ThemeBody => ({
  ...{ Name: Name ?? title, BaseThemeId, Configuration },
});
