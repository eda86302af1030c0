import { cutBlocks } from '../../lambda/clean/decode/cut-blocks.ts';
import { createFileLog, type FileLog, isRefused } from '../../lambda/clean/decode/file-log.ts';
import { inflate } from '../../lambda/clean/decode/inflate.ts';
import { sniffEncoding } from '../../lambda/clean/decode/sniff-encoding.ts';
import { takeHead } from '../../lambda/clean/decode/take-head.ts';
import { emptyFile } from '../../lambda/clean/findings.ts';
import { TextFeed } from '../../lambda/clean/frame/text-feed.ts';
import { TextWindow } from '../../lambda/clean/frame/text-window.ts';
import { defaultLimits } from '../../lambda/clean/limits.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { foreignFormat } from './layout/foreign-format.ts';

/** Bytes that the encoding is found out from. */
const headLength = 8192;

/** A file's text, as clean decodes it. */
export interface OpenText {
  readonly feed: TextFeed;
  readonly log: FileLog;
}

/**
 * Opens a file as clean does: gzip undone, encoding found out; and closes it behind `read`.
 * @param file as messages name it
 * @returns what `read` gives, or why the file has no text to read: empty, binary, a workbook, a web page
 */
export async function openText<Result>(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  read: (text: OpenText) => Promise<Result>,
): Promise<{ readonly result: Result } | { readonly finding: Finding }> {
  const log = createFileLog(file);
  const { head, all, close } = await takeHead(inflate(bytes, defaultLimits, log), headLength);
  let feed: TextFeed | undefined;
  try {
    const [refused] = log.findings;
    if (refused !== undefined && isRefused(log)) return { finding: refused };
    if (head.length === 0) return { finding: emptyFile({ file }) };
    const foreign = foreignFormat(file, head);
    if (foreign !== undefined) return { finding: foreign };
    const sniffed = sniffEncoding(head, undefined, file);
    if ('finding' in sniffed) return sniffed;
    feed = new TextFeed(new TextWindow(sniffed.encoding.skip), cutBlocks(all, sniffed.encoding, log));
    return { result: await read({ feed, log }) };
  } finally {
    await feed?.close();
    await close();
  }
}
