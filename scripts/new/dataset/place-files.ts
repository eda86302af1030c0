import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { checkInputs, readInput } from '../../clean/input-file.ts';
import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { usageError } from '../../cli/parse-arguments.ts';
import type { InputFile } from '../../infer/input-file.ts';
import { whyNotPortable } from '../../lake/check-path.ts';
import { dataEndings, hasDataEnding, isDocument } from '../../lake/file-kinds.ts';

/** GitHub refuses larger files: https://docs.github.com/repositories/working-with-files/managing-large-files */
const largest = 100_000_000;

/** A file to draft from, and the name that it gets in the dataset's folder. */
export interface PlacedFile {
  readonly input: InputFile;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Its name in the folder: ASCII, legal on Windows. */
  readonly target: string;
  /** It lies in the dataset's folder already. */
  readonly isInPlace: boolean;
}

/** A name that is portable: other characters become _. */
function portableName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]+|[<>:"\\|?*]+/g, '_')
    .replace(/^\.+/, '');
  return whyNotPortable(plain) === undefined && plain !== ''
    ? plain
    : `file_${plain.replaceAll(/[^A-Za-z0-9._-]+/g, '_')}`;
}

/** Data files that lie in a folder without a schema. */
export function dataFilesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && entry.name !== 'schema.json' && !isDocument(entry.name) && hasDataEnding(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Looks at the files before anything is read.
 * @param files as the person wrote them @param folder of the dataset, absolute
 * @param taken names that are in the folder
 * @throws CommandError for a file that is not there, has an ending that says no format, is too large to commit, or has the name of another
 */
export function placeFiles(
  files: readonly string[],
  folder: string,
  taken: ReadonlySet<string>,
  { upload, effects }: { readonly upload: boolean; readonly effects: Effects },
): readonly PlacedFile[] {
  const inputs = files.map((file) => ({ file, path: resolve(effects.cwd, file) }));
  for (const { file } of inputs) {
    if (!hasDataEnding(file)) {
      const excel = /\.(xlsx?|xlsm|ods|numbers)$/i.test(file);
      const fix = excel
        ? 'in Excel: File, Save As, "CSV UTF-8 (Comma delimited)", one sheet a file'
        : 'rename it by what it holds';
      throw usageError(
        'new dataset',
        `files that end in ${dataEndings.join(', ')}, or those with .gz`,
        `"${file}"`,
        fix,
      );
    }
  }
  const sizes = checkInputs(inputs);
  const names = new Map([...taken].map((name) => [name.toLowerCase(), name]));
  return inputs.map(({ file, path }) => {
    const bytes = sizes.get(path);
    if (bytes === undefined) throw usageError('new dataset', 'files, which are read more than once', `"${file}"`);
    if (bytes > largest && !upload) {
      const message = `${file}: expected at most 100 MB, which is all that GitHub takes, got ${Math.round(bytes / 1e6)} MB; split it, or draft with --source upload and copy it to raw`;
      throw new CommandError('file-too-large', 'usage', message);
    }
    const isInPlace = path.startsWith(join(folder, '/'));
    const target = isInPlace ? path.slice(folder.length + 1).replaceAll('\\', '/') : portableName(basename(path));
    const twin = isInPlace ? undefined : names.get(target.toLowerCase());
    if (twin !== undefined) {
      const message = `${file}: expected a name that is free in ${folder}, got ${twin}; rename one of the two`;
      throw new CommandError('file-taken', 'usage', message);
    }
    names.set(target.toLowerCase(), target);
    return {
      input: { name: file, open: () => readInput({ file, path }, bytes, effects) },
      path,
      bytes,
      target,
      isInPlace,
    };
  });
}
