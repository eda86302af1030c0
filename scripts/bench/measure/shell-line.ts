import type { Command } from './time-command.ts';

/** A command as a person would type it in the repository. @param root of the repository, which is left out of paths */
export function shellLine({ program, args, env }: Command, root: string): string {
  const settings = Object.entries(env ?? {}).map(([name, value]) => `${name}=${value}`);
  return [...settings, program, ...args].map((word) => word.replaceAll(`${root}/`, '')).join(' ');
}
