import { CommandError } from '../cli/command-error.ts';
import { parsePlacedJson } from '../dashboards/json/parse-placed-json.ts';

const read = /^(dashboard|definition|theme|data-sets\/[^/]+)\.json$/;

/**
 * The files of a folder that pulling reads, known to be JSON objects and without a byte order mark.
 * @param texts by path within the folder
 * @param shown the folder as messages show it: `dashboards/sales`
 * @param force whether a broken file counts as absent, so that pulling writes it anew
 * @throws CommandError `broken-file` for the first that is no JSON object
 */
export async function soundFiles(
  texts: ReadonlyMap<string, string>,
  shown: string,
  force: boolean,
): Promise<ReadonlyMap<string, string>> {
  const sound = new Map<string, string>();
  for (const [path, text] of texts) {
    const problem = read.test(path) ? await problemOf(text, `${shown}/${path}`) : undefined;
    if (problem === undefined) sound.set(path, text.replace(/^\uFEFF/, ''));
    else if (!force) {
      const message = `${problem}; mend it, or pull with --force, which writes the file anew`;
      throw new CommandError('broken-file', 'usage', message);
    }
  }
  return sound;
}

async function problemOf(text: string, file: string): Promise<string | undefined> {
  const came = await parsePlacedJson(text, file);
  if ('findings' in came) {
    const [first] = came.findings;
    const { line, column } = first?.place ?? {};
    return `${file}:${line ?? 1}:${column ?? 1}: expected ${first?.expected}, got ${first?.got}`;
  }
  const { value } = came.document;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `${file}:1:1: expected a JSON object, got ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`;
  return undefined;
}
