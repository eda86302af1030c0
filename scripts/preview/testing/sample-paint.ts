import { type Paint, palettes } from '../page/palette.ts';

/** What charts are drawn with in tests: the light page. */
export const samplePaint: Paint = {
  scheme: 'light',
  text: '#1b1f24',
  muted: '#5a626d',
  hairline: '#e3e6ea',
  surface: '#ffffff',
  land: '#e4e8ec',
  accent: palettes.light[0],
  font: 'system-ui',
  data: palettes.light,
  narrow: false,
  animate: false,
};
