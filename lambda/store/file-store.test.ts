import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FileStore } from './file-store.ts';
import { StoreError } from './object-store.ts';
import { describeStore } from './testing/store-contract.ts';

const folders: string[] = [];
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sluice-store-'));
  folders.push(path);
  return path;
}
afterAll(async () => {
  await Promise.all(folders.map((path) => rm(path, { recursive: true, force: true })));
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describeStore('FileStore', async () => new FileStore(join(await folder(), 'not', 'there', 'yet')));

describe('FileStore', () => {
  it("names a version by the content's sha256, also of a file that somebody else wrote", async () => {
    const root = await folder();
    const store = new FileStore(root);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(await store.write('key', bytes('one'))).toMatchObject({ version: sha256('one') });
    await writeFile(join(root, 'key'), 'two');
    expect(await store.head('key')).toMatchObject({ version: sha256('two'), size: 3 });
    await writeFile(join(root, 'key'), 'TWO');
    expect(await store.head('key')).toMatchObject({ version: sha256('TWO') });
    await expect(buffer(store.read('key', sha256('two')))).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    ...['', '/', 'a//b', '/a', 'a/', '.', '..', '../a', 'a/../b', 'a/./b', '.tmp/x'],
    ...[
      'a\\b',
      'C:\\x',
      'a:b',
      'a\0b',
      'a\nb',
      'a*',
      'a?',
      'a"b',
      'a<b',
      'a|b',
      'café',
      'con',
      'NUL.csv',
      'a/lpt1.txt',
      'a.',
      'a ',
    ],
    'x'.repeat(256),
  ])('refuses the key %j', async (key) => {
    const store = new FileStore(await folder());
    const refused = { name: 'StoreError', code: 'denied', key };
    await expect(store.write(key, bytes('x'))).rejects.toMatchObject(refused);
    await expect(store.head(key)).rejects.toMatchObject(refused);
    await expect(buffer(store.read(key))).rejects.toMatchObject(refused);
    await expect(store.remove(key)).rejects.toMatchObject(refused);
  });

  it('writes nothing outside its folder, whatever the key', async () => {
    const parent = await folder();
    const store = new FileStore(join(parent, 'root'));
    const name = fc.constantFrom('..', '.', 'a', 'b.csv', '', '~', '%2e%2e', 'a\\..', ' ');
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 5 }), async (names) => {
        await store.write(names.join('/'), bytes('x')).catch((error: unknown) => {
          if (!(error instanceof StoreError)) throw error;
        });
        expect((await readdir(parent)).filter((entry) => entry !== 'root')).toEqual([]);
      }),
      { numRuns: 60 },
    );
    for (const prefix of ['../', '../root/', 'a/../../']) {
      await expect(store.keys(prefix)[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'denied' });
    }
  });

  it('removes folders that it leaves empty, while others write into them', async () => {
    const root = await folder();
    const store = new FileStore(root);
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await store.write(`a/b/${index}`, bytes('x'));
        await store.remove(`a/b/${index}`);
      }),
    );
    expect((await readdir(root)).filter((entry) => entry !== '.tmp')).toEqual([]);
  });

  it('gives files the mode asked for', async () => {
    const root = await folder();
    await new FileStore(root, { mode: 0o600 }).write('a/secret.ndjson', bytes('x'));
    expect((await stat(join(root, 'a', 'secret.ndjson'))).mode & 0o777).toBe(0o600);
  });

  it('leaves no half object behind when the process is killed, and the next writer tidies up', async () => {
    const root = await folder();
    const store = new FileStore(root);
    await store.write('key', bytes('whole'));
    const child = fork(join(import.meta.dirname, 'testing', 'endless-writer.ts'), [root, 'key'], { stdio: 'pipe' });
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readdir(join(root, '.tmp'))).toHaveLength(1);
    expect(await readFile(join(root, 'key'), 'utf8')).toBe('whole');
    const next = new FileStore(root);
    await next.write('other', bytes('x'));
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
  });

  it('leaves the temporary file of a writer that lives', async () => {
    const root = await folder();
    await mkdir(join(root, '.tmp'));
    await writeFile(join(root, '.tmp', `${process.ppid}-0123456789abcdef`), 'half');
    await writeFile(join(root, '.tmp', 'not-ours'), 'half');
    await new FileStore(root).write('key', bytes('x'));
    expect(await readdir(join(root, '.tmp'))).toEqual([`${process.ppid}-0123456789abcdef`]);
  });

  it.runIf(process.platform !== 'win32')('says when it has no permission', async () => {
    const root = await folder();
    await chmod(root, 0o755);
    await new FileStore(root).write('locked/key', bytes('x'));
    await chmod(join(root, 'locked', 'key'), 0);
    // The superuser may read everything: be nobody for a moment.
    const superuser = process.geteuid?.() === 0;
    if (superuser) process.seteuid?.(65_534);
    try {
      await expect(new FileStore(root).head('locked/key')).rejects.toMatchObject({ code: 'denied' });
    } finally {
      if (superuser) process.seteuid?.(0);
    }
  });

  it('says when a key runs through another object', async () => {
    const store = new FileStore(await folder());
    await store.write('a', bytes('x'));
    await expect(store.write('a/b', bytes('x'))).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' });
    expect(await store.head('a/b')).toBeUndefined();
  });
});
