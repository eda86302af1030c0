import { styleText } from 'node:util';
import type { Effects } from './effects.ts';

type Style = Parameters<typeof styleText>[0];

/** Text in a colour, where the stream is a terminal and NO_COLOR (https://no-color.org) is not set. */
export function colour(style: Style, text: string, effects: Effects, stream: 'stdout' | 'stderr' = 'stderr'): string {
  return effects[stream].isTTY === true && !effects.env['NO_COLOR']
    ? styleText(style, text, { validateStream: false })
    : text;
}
