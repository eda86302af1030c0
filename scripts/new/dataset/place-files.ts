import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { checkInputs, readInput } from '../../clean/input-file.ts';
import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { usageError } from '../../cli/parse-arguments.ts';
import type { InputFile } from '../../infer/input-file.ts';
import { whyNotPortable } from '../../lake/check-path.ts';
import { dataEndings, hasDataEnding, isDocument, isSpreadsheet } from '../../lake/file-kinds.ts';

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

/** What to do with a spreadsheet. */
export const howToExport = 'in Excel: File, Save As, "CSV UTF-8 (Comma delimited)", one sheet a file';

/** Names of spreadsheets in a folder. */
export const spreadsheetsIn = (folder: string): string[] => readdirSync(folder).filter(isSpreadsheet);

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

/** @throws CommandError `usage` where a name says no format of data, or is that of something else in a dataset's folder */
function expectDataName(file: string, path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw usageError('new dataset', 'files', `the folder "${file}"`, 'name the files in it');
  if (!hasDataEnding(file)) {
    const fix = isSpreadsheet(file) ? howToExport : 'rename it by what it holds';
    const expected = `files that end in ${dataEndings.join(', ')}, or those with .gz`;
    throw usageError('new dataset', expected, `"${file}"`, fix);
  }
  const name = basename(file);
  if (name.toLowerCase() !== 'schema.json' && !isDocument(name)) return;
  const expected = 'files of data, whose names are not those of a schema or a README';
  throw usageError('new dataset', expected, `"${file}"`, 'rename it by what it holds');
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
  const inputs = [...new Map(files.map((file) => [resolve(effects.cwd, file), file]))].map(([path, file]) => ({
    file,
    path,
  }));
  for (const { file, path } of inputs) expectDataName(file, path);
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
      const message = `${file}: expected files of different names, since they come to lie in one folder, got ${twin} already; rename one of the two`;
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
