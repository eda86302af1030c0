import type { Effects } from '../../cli/effects.ts';
import { printable } from '../../cli/printable.ts';
import type { Progress } from '../../cli/progress.ts';
import type { DateOrder } from '../../infer/decide/date-patterns.ts';

/** How a person is asked about dates that may be read either way; undefined where nobody can be asked. */
export function askOrder(
  { ask }: Effects,
  progress: Progress,
): ((column: string, example: string) => Promise<DateOrder | undefined>) | undefined {
  if (ask === undefined) return undefined;
  return async (column, example) => {
    progress.clear();
    const question = `${column}: in ${printable(example)} and all others, does the [d]ay or the [m]onth come first? Empty: keep it as text. `;
    const first = (await ask(question)).trim().toLowerCase().charAt(0);
    return first === 'd' ? 'dmy' : first === 'm' ? 'mdy' : undefined;
  };
}
