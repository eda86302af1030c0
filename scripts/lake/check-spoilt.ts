import { findings, type LakeFinding } from './findings.ts';

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is less than 1024 bytes, and this is its first line. */
const pointerStart = 'version https://git-lfs.github.com/spec/v1';
const markers = ['<<<<<<< ', '=======', '>>>>>>> '] as const;

/**
 * Whether a file holds something else than what was meant to be committed: a Git LFS pointer, or both sides of a merge.
 * @param bytes the whole file, as committed
 * @param file the path that the finding names
 */
export function checkSpoilt(bytes: Buffer, file: string): LakeFinding | undefined {
  if (bytes.length < 1024 && bytes.toString('latin1', 0, pointerStart.length) === pointerStart) {
    return findings.lfsPointer(file, /^size (\d+)$/m.exec(bytes.toString('latin1'))?.[1]);
  }
  const at = findConflict(bytes);
  return at === undefined ? undefined : findings.conflictMarker(file, lineAt(bytes, at));
}

/** Where the first of the three marker lines begins, if they come in their order. */
function findConflict(bytes: Buffer): number | undefined {
  const [ours, middle, theirs] = markers;
  for (let at = lineThatBegins(bytes, ours, 0); at >= 0; at = lineThatBegins(bytes, ours, at + 1)) {
    const between = lineThatBegins(bytes, middle, at);
    if (between < 0) return undefined;
    const isWhole = [undefined, 0x0a, 0x0d].includes(bytes[between + middle.length]);
    if (isWhole && lineThatBegins(bytes, theirs, between) >= 0) return at;
  }
  return undefined;
}

function lineThatBegins(bytes: Buffer, text: string, from: number): number {
  for (let at = bytes.indexOf(text, from, 'latin1'); at >= 0; at = bytes.indexOf(text, at + 1, 'latin1')) {
    const before = bytes[at - 1];
    const isStart = at === 0 || before === 0x0a || before === 0x0d || (at === 3 && before === 0xbf);
    if (isStart) return at;
  }
  return -1;
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}
