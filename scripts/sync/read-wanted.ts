import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { CommandError } from '../cli/command-error.ts';
import type { Tree } from './read-tree.ts';
import type { Side } from './sync-manifest.ts';
import type { Wanted } from './tree-object.ts';

/** The bytes to put. Those of a file end in an error when they are not those that were planned, before the object is there. */
export function bodyOf(tree: Tree, side: Side, wanted: Wanted): AsyncIterable<Uint8Array> | Uint8Array {
  if (side === 'schemas') return tree.schemas.get(wanted.key)?.text ?? new Uint8Array();
  return unchanged(wanted, tree.files.get(wanted.key)?.path ?? '');
}

async function* unchanged({ name, sha256 }: Wanted, path: string): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) {
    digest.update(chunk);
    yield chunk;
  }
  if (digest.digest('hex') === sha256) return;
  const message = `${name}: expected the content that the plan was made of, got another one: somebody edits it; run this again`;
  throw new CommandError('file-changed', 'environment', message);
}
