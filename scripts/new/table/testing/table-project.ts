import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureBuilt } from '../../../lake/ensure-built.ts';
import { type Project, projectAt } from '../../../lake/project.ts';
import { main as validate } from '../../../validate/main.ts';
import { main } from '../main.ts';

/** What a command said. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of its own, in which tables are drafted, judged and built by the real commands. */
export interface TableProject extends Project {
  put(path: string, content: string): Promise<void>;
  /** Writes a dataset: its schema's parts, and its files by name. */
  dataset(name: string, schema: DatasetParts, files?: Readonly<Record<string, string>>): Promise<void>;
  read(path: string): Promise<string>;
  newTable(args: readonly string[], stdin?: string): Promise<Told>;
  validate(...args: readonly string[]): Promise<Told>;
  /** Builds the lake. @returns errors, and rows by table */
  build(): Promise<{ readonly errors: readonly string[]; readonly rows: ReadonlyMap<string, number | undefined> }>;
  dispose(): Promise<void>;
}

/** The parts of a schema.json that tests vary. */
export interface DatasetParts {
  readonly own?: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** @param root an existing folder; undefined: a new, empty one */
export async function tableProject(root?: string): Promise<TableProject> {
  const at = root ?? (await mkdtemp(join(tmpdir(), 'sluice-new-table-')));
  const put = async (path: string, content: string) => {
    await mkdir(dirname(join(at, path)), { recursive: true });
    await writeFile(join(at, path), content);
  };
  await mkdir(join(at, 'datasets'), { recursive: true });
  await mkdir(join(at, 'dashboards'), { recursive: true });
  const project = projectAt(at);
  return {
    ...project,
    put,
    dataset: async (name, { own, properties, required = [] }, files = {}) => {
      const schema = {
        type: 'object',
        description: `Rows of ${name}.`,
        'x-sluice': { owner: 'a-team', ...own },
        properties,
        required,
      };
      await put(`datasets/${name}/schema.json`, JSON.stringify(schema));
      for (const [file, content] of Object.entries(files)) await put(`datasets/${name}/${file}`, content);
    },
    read: (path) => readFile(join(at, path), 'utf8'),
    newTable: (args, stdin = '') => tell(at, (effects) => main(args, { ...effects, stdin: once(stdin) })),
    validate: (...args) => tell(at, (effects) => validate(args, effects)),
    build: async () => {
      const silent = { step: () => undefined, done: () => undefined, clear: () => undefined };
      const result = await ensureBuilt(project, { now: () => new Date(0), progress: silent });
      return {
        errors: result.findings
          .filter(({ severity }) => severity === 'error')
          .map(({ code, place, expected, got }) => `${place.file} ${code}: ${expected}, got ${got}`),
        rows: new Map(result.tables.map(({ table, rows }) => [table, rows])),
      };
    },
    dispose: () => rm(at, { recursive: true, force: true }),
  };
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function tell(cwd: string, run: (effects: Parameters<typeof main>[1]) => Promise<number>): Promise<Told> {
  let [stdout, stderr] = ['', ''];
  const code = await run({
    ...{ cwd, env: {}, now: () => new Date(0) },
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}
