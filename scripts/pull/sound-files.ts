import type { JsonPath } from '../../lambda/schema/json-document.ts';
import { CommandError } from '../cli/command-error.ts';
import { parsePlacedJson } from '../dashboards/json/parse-placed-json.ts';
import type { PlacedJson } from '../dashboards/json/placed-json.ts';

const read = /^(dashboard|definition|theme|data-sets\/[^/]+)\.json$/;

/**
 * The files of a folder that pulling reads, known to be JSON objects and without a byte order mark.
 * @param texts by path within the folder
 * @param shown the folder as messages show it: `dashboards/sales`
 * @param force whether a broken file counts as absent, so that pulling writes it anew; never dashboard.json, whose viewers and
 * description are in no other place: without them the next publishing would revoke every viewer
 * @throws CommandError `broken-file` for the first that is no JSON object, or a definition whose data sets are not declared as a list of objects
 */
export async function soundFiles(
  texts: ReadonlyMap<string, string>,
  shown: string,
  force: boolean,
): Promise<ReadonlyMap<string, string>> {
  const sound = new Map<string, string>();
  for (const [path, text] of texts) {
    const problem = read.test(path) ? await problemOf(text, shown, path) : undefined;
    if (problem === undefined) sound.set(path, text.replace(/^\uFEFF/, ''));
    else if (!force || path === 'dashboard.json') {
      const fix =
        path === 'dashboard.json'
          ? 'mend it; QuickSight could not give back what only this file says'
          : 'mend it, or pull with --force, which writes the file anew';
      const message = `${problem}; ${fix}`;
      throw new CommandError('broken-file', 'usage', message);
    }
  }
  return sound;
}

async function problemOf(text: string, shown: string, path: string): Promise<string | undefined> {
  const file = `${shown}/${path}`;
  const came = await parsePlacedJson(text, file);
  if ('findings' in came) {
    const [first] = came.findings;
    const { line, column } = first?.place ?? {};
    return `${file}:${line ?? 1}:${column ?? 1}: expected ${first?.expected}, got ${first?.got}`;
  }
  const { value } = came.document;
  if (!isObject(value)) return `${file}:1:1: expected a JSON object, got ${kindOf(value)}`;
  return path === 'definition.json' ? problemOfDeclarations(came.document, file) : undefined;
}

/** What is declared says which files belong to the definition: all else in it is only written over. */
function problemOfDeclarations({ value, placeOf }: PlacedJson, file: string): string | undefined {
  const key = 'DataSetIdentifierDeclarations';
  const given = isObject(value) ? value[key] : undefined;
  if (given === undefined) return undefined;
  const at = (path: JsonPath) => {
    const { line, column } = placeOf(path);
    return `${file}:${line ?? 1}:${column ?? 1}`;
  };
  if (!Array.isArray(given)) return `${at([key])}: ${key}: expected a list, got ${kindOf(given)}`;
  for (const [index, one] of given.entries()) {
    if (!isObject(one)) return `${at([key, index])}: ${key}[${index}]: expected an object, got ${kindOf(one)}`;
    for (const member of ['Identifier', 'DataSetArn']) {
      if (one[member] === undefined || typeof one[member] === 'string') continue;
      return `${at([key, index, member])}: ${key}[${index}].${member}: expected text, got ${kindOf(one[member])}`;
    }
  }
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
