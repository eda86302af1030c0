import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { hashFile } from './hash-file.ts';
import type { Project } from './project.ts';

/** The package that this code belongs to: its own content decides what a build gives, as the data does. */
const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
const codeRooms = ['lambda', join('glue', 'duckdb'), 'scripts', 'package-lock.json'];

/**
 * One sha256 (hex) over everything that a build depends on: the files of datasets/, glue/tables/ and dashboards/, this code, its
 * locked dependencies and Node. Two equal digests give the same lake.
 */
export async function inputDigest(project: Project): Promise<string> {
  const rooms = [
    ...[project.datasets, project.tables, project.dashboards].map((room) => ({ room, keep: () => true })),
    ...codeRooms.map((room) => ({ room: join(packageRoot, room), keep: isProductCode })),
  ];
  const lists = await Promise.all(rooms.map(({ room, keep }) => listFiles(room, keep)));
  const lines = await Promise.all(lists.flat().map(digestLine));
  const digest = createHash('sha256').update(`${project.root}\n${process.version}\n`);
  for (const line of lines.sort()) digest.update(line);
  return digest.digest('hex');
}

async function digestLine(path: string): Promise<string> {
  try {
    return `${path}\0${await hashFile(path, (await stat(path)).size)}\n`;
  } catch (error) {
    // What can't be read is part of the digest too: mending it is a change.
    return `${path}\0${error instanceof Error ? error.message : String(error)}\n`;
  }
}

function isProductCode(path: string): boolean {
  return !/(\.test\.ts|\.md)$|[\\/](testdata|testing)[\\/]/.test(path);
}

async function listFiles(path: string, keep: (path: string) => boolean): Promise<string[]> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return [];
  if (status.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(keep);
}
