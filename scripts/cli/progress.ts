import { colour } from './colour.ts';
import type { Effects } from './effects.ts';

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
