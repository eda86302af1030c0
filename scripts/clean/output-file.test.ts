import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutputFile } from './output-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-output-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openOutputFile', () => {
  it.each([0, 1, 1000, 512 * 1024, 512 * 1024 + 1, 3_000_000])(
    'writes %i bytes, whatever the size of the chunks',
    async (size) => {
      const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 31) % 251));
      for (const step of [1000, 65_536, 1_200_000]) {
        const path = join(folder, `${size}-${step}`);
        const file = openOutputFile(path, 0o600);
        const chunk = Buffer.alloc(step);
        for (let at = 0; at < size; at += step) {
          // The same chunk again and again: the file must have taken a copy.
          const length = bytes.copy(chunk, 0, at, at + step);
          await file.write(chunk.subarray(0, length));
        }
        await file.publish();
        await file.discard();
        expect(bytes.equals(await readFile(path))).toBe(true);
        if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
      }
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );

  it.each([10, 2_000_000])('leaves nothing of %i bytes that were not published', async (size) => {
    const file = openOutputFile(join(folder, 'a'), 0o644);
    await file.write(Buffer.alloc(size));
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([10, 2_000_000])('leaves nothing beside a place that %i bytes could not take', async (size) => {
    const path = join(folder, 'a');
    await mkdir(join(path, 'b'), { recursive: true });
    const file = openOutputFile(path, 0o644);
    await file.write(Buffer.alloc(size));
    await expect(file.publish()).rejects.toMatchObject({ syscall: 'rename' });
    await file.discard();
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('gives files that are open at once names of their own', async () => {
    const path = join(folder, 'a');
    const opened = [1, 2, 3].map(() => openOutputFile(path, 0o644));
    for (const [at, file] of opened.entries()) await file.write(Buffer.alloc(600_000, at));
    for (const [at, file] of opened.entries()) {
      await file.publish();
      expect(await readFile(path)).toEqual(Buffer.alloc(600_000, at));
    }
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('throws what the system says, and only once', async () => {
    const file = openOutputFile(join(folder, 'no', 'such', 'folder'), 0o644);
    const failing = async (): Promise<void> => {
      for (let time = 0; time < 4; time++) await file.write(Buffer.alloc(600_000));
      await file.publish();
    };
    await expect(failing()).rejects.toMatchObject({ code: 'ENOENT' });
    await file.discard();
  });
});
