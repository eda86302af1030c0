import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Command } from './time-command.ts';

/** Makes a command run on one core only, where the system has taskset(1). */
export interface CorePin {
  readonly pin: (command: Command) => Command;
  /** What to say beside the figures. */
  readonly said: string;
}

/** Pins to the last core: the first one answers most interrupts. */
export function corePin(): CorePin {
  const core = String(availableParallelism() - 1);
  if (spawnSync('taskset', ['-c', core, 'true']).status !== 0) {
    return { pin: (command) => command, said: 'taskset is missing: nothing is pinned, each may use every core' };
  }
  return {
    pin: ({ program, args, ...rest }) => ({ ...rest, program: 'taskset', args: ['-c', core, program, ...args] }),
    said: `each pinned to core ${core}`,
  };
}
