import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of an artifact, or why there is none that could be used. */
export type CommentFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly why: string };

/** A comment's 65,536 characters in UTF-8 are never more. */
const most = 4 * 65_536;

/**
 * Reads `comment.md` of an artifact that a pull request's run wrote, so that anyone may have: bytes, and nothing that the name leads to
 * elsewhere.
 * @param folder the artifact, unpacked
 */
export async function readCommentFile(folder: string): Promise<CommentFile> {
  const path = join(folder, 'comment.md');
  const status = await lstat(path).catch(() => undefined);
  if (status === undefined) return { kind: 'missing' };
  if (!status.isFile()) return { kind: 'unusable', why: 'comment.md is no regular file' };
  // Between the look and the opening nobody else runs here; O_NOFOLLOW costs nothing all the same.
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const bytes = new Uint8Array(most + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    if (bytesRead > most) return { kind: 'unusable', why: `comment.md is larger than ${most} bytes` };
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead)) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'unusable', why: 'comment.md is not UTF-8' };
  } finally {
    await file.close();
  }
}
