import { isAbsolute, relative, sep } from 'node:path';

/**
 * The path's segments below a folder: a folder named `..x` is one.
 * @param folder absolute
 * @param path absolute
 * @returns none for the folder itself, undefined for what is not in it
 */
export function segmentsBelow(folder: string, path: string): string[] | undefined {
  const below = relative(folder, path);
  if (below === '') return [];
  const segments = below.split(sep);
  return segments[0] === '..' || isAbsolute(below) ? undefined : segments;
}
