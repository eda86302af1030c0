import { relative } from 'node:path';

/** A path as a message shows it: relative where that is shorter. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path).replaceAll('\\', '/');
  return short !== '' && short.length < path.length ? short : path;
}
