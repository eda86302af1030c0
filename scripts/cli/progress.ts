import { styleText } from 'node:util';
import type { Effects } from './effects.ts';

type Style = Parameters<typeof styleText>[0];

/** Shows where long work stands: one line that is rewritten on a terminal, one plain line per step elsewhere. */
export interface Progress {
  /** The step under way. On a terminal only; elsewhere silent. */
  step(text: string): void;
  /** A line that stays. */
  done(text: string): void;
  /** Removes the step under way. */
  clear(): void;
}

/** @param effects progress goes to its stderr, so that results on stdout can be piped */
export function createProgress(effects: Effects): Progress {
  const terminal = effects.stderr.isTTY === true;
  let shown = false;
  const clear = () => {
    if (shown) effects.stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    step(text) {
      if (!terminal) return;
      clear();
      effects.stderr.write(colour('dim', text.slice(0, (effects.stderr.columns ?? 80) - 1), effects));
      shown = true;
    },
    done(text) {
      clear();
      effects.stderr.write(`${text}\n`);
    },
    clear,
  };
}

/** Text in a colour, where stderr is a terminal and NO_COLOR (https://no-color.org) is not set. */
export function colour(style: Style, text: string, effects: Effects): string {
  return effects.stderr.isTTY === true && !effects.env['NO_COLOR']
    ? styleText(style, text, { validateStream: false })
    : text;
}
