/** Names that Windows keeps for devices, with or without an ending (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;

/**
 * Judges a path below the repository by design decision 12: ASCII, and legal on Windows.
 * @param path relative, with `/`
 * @returns why it is not portable, or undefined when it is
 */
export function whyNotPortable(path: string): string | undefined {
  if (/[^\u0020-\u007e]/.test(path)) return 'a character that is not printable ASCII';
  const forbidden = /[<>:"\\|?*]/.exec(path);
  if (forbidden !== null) return `the character ${forbidden[0]}`;
  for (const segment of path.split('/')) {
    if (device.test(segment)) return `the name "${segment}", which Windows keeps for a device`;
    if (/[. ]$/.test(segment)) return `a name that ends in a ${segment.endsWith('.') ? 'dot' : 'blank'}`;
  }
  return path.length > 200 ? `${path.length} characters, which is more than 200` : undefined;
}
