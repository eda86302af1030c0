import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';

export const help = '';

/** `sluice new dataset`. */
export async function main(_args: readonly string[], _effects: Effects): Promise<number> {
  throw new CommandError('unfinished', 'usage', 'sluice new dataset: is being written');
}
