import { basename, join } from 'node:path';
import { usageError } from '../cli/parse-arguments.ts';
import { standardInput } from './standard-input.ts';

/** One input and the three files that come of it: absolute paths. */
export interface PlannedFile {
  /** As the person named it, with `/`. */
  readonly file: string;
  readonly path: string;
  readonly clean: string;
  readonly quarantine: string;
  readonly report: string;
}

/** A file's name without the endings that say how it is written: `sales.csv.gz` is `sales`. */
const stem = (path: string): string =>
  basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|tsv|txt|json|jsonl|ndjson)$/i, '');

/**
 * Says where the outputs of each input go.
 * @param files as named, and their absolute paths
 * @param out absolute path of the folder
 * @throws CommandError when two inputs would write one file, or an output would replace an input
 */
export function planOutputs(files: readonly { file: string; path: string }[], out: string): PlannedFile[] {
  const inputs = new Set(files.map(({ path }) => path));
  const taken = new Map<string, string>();
  return files.map(({ file, path }) => {
    const name = stem(path === standardInput.path ? file : path);
    const same = taken.get(name.toLowerCase());
    if (same !== undefined) {
      throw usageError('clean', 'files of different names', `${same} and ${file}`, 'clean them into different folders');
    }
    taken.set(name.toLowerCase(), file);
    const target = (ending: string): string => join(out, `${name}.${ending}`);
    const planned = {
      clean: target('clean.csv'),
      quarantine: target('quarantine.ndjson'),
      report: target('report.json'),
    };
    const lost = Object.values(planned).find((one) => inputs.has(one));
    if (lost !== undefined)
      throw usageError('clean', 'outputs beside the inputs', `${lost}, which is both`, 'choose another --out');
    return { file, path, ...planned };
  });
}
