import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * The sha256 of every file of a lake by its path, to compare two lakes byte for byte. Clock values live in `_runs` alone, so its
 * parts are left out, and so are the two places that name their hash: a manifest's `run` and the state of the last build.
 */
export async function lakeContent(lake: string): Promise<Map<string, string>> {
  const entries = await readdir(lake, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const content = new Map<string, string>();
  for (const path of paths.sort()) {
    const name = relative(lake, path).split(sep).join('/');
    if (name === 'build.json' || name.startsWith('processed/_runs/')) continue;
    const bytes = await readFile(path);
    content.set(name, hash('sha256', name.startsWith('processed/_manifests/') ? withoutRun(bytes) : bytes));
  }
  return content;
}

function withoutRun(manifest: Buffer): string {
  return JSON.stringify(JSON.parse(manifest.toString('utf8')), (key, value: unknown) =>
    key === 'run' ? undefined : value,
  );
}
