import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const room = join(root, 'glue', 'duckdb');
const others = ['package-lock.json', 'lambda/schema/column-type.ts'].map((path) => join(root, path));

let version: Promise<string> | undefined;

/**
 * A hash (hex) of the code that makes tables, with its locked dependencies (DuckDB among them): part of every table's input hash, so
 * that a changed translator or engine builds every table again and nobody has to remember to raise a number.
 */
export function codeVersion(): Promise<string> {
  version ??= hashCode();
  return version;
}

async function hashCode(): Promise<string> {
  const entries = await readdir(room, { withFileTypes: true, recursive: true });
  const own = entries
    .filter((entry) => entry.isFile() && /\.(ts|json|sql)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](testdata|testing)[\\/]/.test(path));
  const paths = [...own, ...others].sort();
  const texts = await Promise.all(paths.map((path) => readFile(path)));
  const digest = createHash('sha256');
  for (const [index, path] of paths.entries()) {
    digest.update(`${relative(root, path)}\0${texts[index]?.length ?? 0}\0`).update(texts[index] ?? '');
  }
  return digest.digest('hex');
}
