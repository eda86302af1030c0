import type { ThemeConfiguration } from '@aws-sdk/client-quicksight';
import type { ThemeModel } from '../model.ts';

/** The colours of a QuickSight theme that the page takes. */
export function themeModel(theme: ThemeConfiguration | undefined): ThemeModel | undefined {
  if (theme === undefined) return undefined;
  return { dataColors: theme.DataColorPalette?.Colors ?? [], accent: theme.UIColorPalette?.Accent };
}
