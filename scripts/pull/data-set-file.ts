import { quote } from '../../lambda/schema/finding.ts';
import { CommandError } from '../cli/command-error.ts';

/** In UTF-8 bytes: what file systems take as one name (255), less `.json`. */
const longest = 250;

/** Names of devices, whatever follows their first dot: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i;
/** What Windows takes in no name, control characters, halves of characters, and what turns the direction of writing. */
const illegal = /[<>:"/\\|?*\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * The file of a data set within its folder: `data-sets/sales_daily.json`. An identifier is whatever the author of a dashboard typed, of up to
 * 2,048 characters: it becomes a path only if it is one file name on every system.
 * @throws CommandError `unsafe-name`
 */
export function dataSetFile(identifier: string): string {
  const problem = problemOf(identifier);
  if (problem === undefined) return `data-sets/${identifier}.json`;
  const message = `data set ${quote(identifier, 80)}: expected an identifier that can be a file's name, got ${problem}; rename the data set in the analysis in QuickSight, publish the dashboard there and pull again`;
  throw new CommandError('unsafe-name', 'usage', message);
}

/**
 * Two identifiers that differ in their case or their accents' encoding alone would be one file on many systems.
 * @throws CommandError `unsafe-name`
 */
export function refuseSameFiles(identifiers: Iterable<string>): void {
  const seen = new Map<string, string>();
  for (const identifier of identifiers) {
    const key = identifier.normalize('NFC').toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) {
      const message = `data sets ${quote(other, 80)} and ${quote(identifier, 80)}: expected identifiers that differ in more than case, got one name for two files; rename one in the analysis in QuickSight, publish the dashboard there and pull again`;
      throw new CommandError('unsafe-name', 'usage', message);
    }
    seen.set(key, identifier);
  }
}

function problemOf(identifier: string): string | undefined {
  if (identifier === '') return 'none';
  const bad = illegal.exec(identifier)?.[0];
  if (bad !== undefined) return `the character ${/[\p{C}\p{Z}]/u.test(bad) ? codeOf(bad) : bad}`;
  if (identifier.startsWith('.')) return 'a dot at its beginning';
  if (/^\s|\s$/.test(identifier)) return 'a blank at its beginning or end';
  if (reserved.test(identifier)) return 'a name that Windows keeps for a device';
  const bytes = Buffer.byteLength(identifier);
  return bytes > longest ? `${bytes} bytes, of which ${longest} are room` : undefined;
}

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
