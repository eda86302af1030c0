import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { CorpusSource } from './corpus-source.ts';

const run = promisify(execFile);
const windows = process.platform === 'win32';
const python = windows ? 'python' : 'python3';

/** Takes an archive, a folder, the prefix of every path in the archive, and the paths to extract. */
const extract = `
import pathlib, sys, tarfile, zipfile
archive, folder, prefix, *paths = sys.argv[1:]
if archive.endswith('.tgz'):
    opened = tarfile.open(archive)
    read = lambda path: opened.extractfile(path).read()
else:
    read = zipfile.ZipFile(archive).read
for path in paths:
    target = pathlib.Path(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(read(prefix + path))
`;

/** The same wheel on every machine: what a wheel is built for says nothing about its data files. */
const wheelFor = [
  ...['--only-binary', ':all:', '--implementation', 'cp', '--python-version', '3.11'],
  ...['manylinux_2_28_x86_64', 'manylinux_2_27_x86_64', 'manylinux2014_x86_64'].flatMap((tag) => ['--platform', tag]),
];

/**
 * Downloads one version of a package with its registry's own client, and extracts some of its files. No code of the package
 * is run: npm packs a tarball, pip takes a wheel.
 * @param paths inside the package or wheel
 * @param folder an empty folder that the files are extracted below
 * @returns undefined when all are there, else why not
 */
export async function downloadPackage(
  source: Pick<CorpusSource, 'registry' | 'package' | 'version'>,
  paths: readonly string[],
  folder: string,
): Promise<{ readonly reason: string } | undefined> {
  const archives = join(folder, '.archive');
  try {
    await mkdir(archives);
    await download(source, archives);
    const [archive] = await readdir(archives);
    if (archive === undefined) return { reason: `${nameOf(source)}: the registry's client downloaded nothing` };
    const prefix = source.registry === 'npm' ? 'package/' : '';
    await run(python, ['-c', extract, join(archives, archive), folder, prefix, ...paths]);
    return undefined;
  } catch (error) {
    return { reason: `${nameOf(source)}: ${reasonOf(error)}` };
  }
}

function download({ registry, package: name, version }: Parameters<typeof downloadPackage>[0], to: string) {
  if (registry === 'pypi') {
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-deps'];
    return run(python, ['-m', 'pip', 'download', ...quiet, ...wheelFor, '--dest', to, `${name}==${version}`]);
  }
  // Windows starts npm.cmd by a shell only; names and versions come from sources.json.
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', windows ? `"${to}"` : to];
  return run('npm', [...args, `${name}@${version}`], { shell: windows });
}

const nameOf = ({ registry, package: name, version }: Parameters<typeof downloadPackage>[0]): string =>
  `${name} ${version} of ${registry}`;

/** The last line of what the program said, which names the cause; else the error's own message. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1)?.trim() ?? (error instanceof Error ? error.message : String(error));
}
