import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';

export const help = '';

/** `sluice new table`. */
export async function main(_args: readonly string[], _effects: Effects): Promise<number> {
  throw new CommandError('unfinished', 'usage', 'sluice new table: is being written');
}
