import { emptyFile } from '../../../lambda/clean/findings.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { openText } from '../open-text.ts';

/** Characters that a file's layout is found out from. */
const sampleLength = 262_144;

/**
 * Reads a file's first text.
 * @param file as messages name it
 * @returns up to 262,144 characters, with a line ending behind a last line that has none; or why there is no text
 */
export async function readHead(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly text: string } | { readonly finding: Finding }> {
  const opened = await openText(file, bytes, async ({ feed: { window }, feed }) => {
    await feed.atLeast(sampleLength);
    const isWhole = window.final && window.text.length - window.at <= sampleLength;
    const text = window.text.slice(window.at, window.at + sampleLength);
    return isWhole && !/[\r\n]$/.test(text) ? `${text}\n` : text;
  });
  if ('finding' in opened) return opened;
  return opened.result.trim() === '' ? { finding: emptyFile({ file }) } : { text: opened.result };
}
