import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';

export const help = '';

/** `sluice new dashboard`. */
export async function main(_args: readonly string[], _effects: Effects): Promise<number> {
  throw new CommandError('unfinished', 'usage', 'sluice new dashboard: is being written');
}
