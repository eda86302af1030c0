import { gitFailed, noGit, startCatFile } from './git.ts';

/**
 * Reads objects of a repository one after another.
 * @param cwd in the clone
 * @param shas each given once to `take`, in this order
 * @throws CommandError `git-failed` when one is not there
 */
export async function readObjects(
  cwd: string,
  shas: readonly string[],
  take: (index: number, content: Uint8Array) => Promise<void>,
): Promise<void> {
  if (shas.length === 0) return;
  const child = startCatFile(cwd);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(noGit(error)));
    child.once('close', resolve);
  });
  // It may end before it has read everything; its exit code says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${shas.join('\n')}\n`);
  const reading = takeAll(child.stdout, shas, take).catch((error: unknown) => {
    child.kill();
    throw error;
  });
  const [read, code] = await Promise.allSettled([reading, ended]);
  if (code.status === 'rejected') throw code.reason;
  if (read.status === 'rejected') throw read.reason;
  if (code.value !== 0 || read.value < shas.length) throw gitFailed(['cat-file'], stderr);
}

/** Each object is `<sha> <type> <size>` LF content LF (https://git-scm.com/docs/git-cat-file#_batch_output). @returns how many came */
async function takeAll(
  stream: AsyncIterable<Buffer>,
  shas: readonly string[],
  take: (index: number, content: Uint8Array) => Promise<void>,
): Promise<number> {
  let chunks: Buffer[] = [];
  let held = 0;
  let index = 0;
  let size: number | undefined;
  for await (const chunk of stream) {
    chunks.push(chunk);
    held += chunk.length;
    if (size !== undefined && held < size + 1) continue;
    let rest = Buffer.concat(chunks);
    for (;;) {
      if (size === undefined) {
        const end = rest.indexOf(0x0a);
        if (end < 0) break;
        const header = rest.toString('latin1', 0, end);
        size = sizeIn(header, shas[index] ?? '');
        rest = rest.subarray(end + 1);
      }
      if (rest.length < size + 1) break;
      await take(index, rest.subarray(0, size));
      rest = rest.subarray(size + 1);
      size = undefined;
      index += 1;
    }
    chunks = [rest];
    held = rest.length;
  }
  return index;
}

function sizeIn(header: string, sha: string): number {
  const size = /^[0-9a-f]+ \w+ (\d+)$/.exec(header)?.[1];
  if (size === undefined) throw gitFailed(['cat-file'], `${sha}: ${header.split(' ').slice(1).join(' ')}`);
  return Number(size);
}
