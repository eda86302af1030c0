import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import process from 'node:process';
import pins from '../../../.github/pins.json' with { type: 'json' };

const standIns = join(import.meta.dirname, 'stand-ins');
const repository = join(import.meta.dirname, '..', '..', '..');

/** One annotation, as the runner reads it. */
export interface ActAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly title: string | undefined;
}

/** What a workflow did. */
export interface ActRun {
  /** Jobs that were run, and how each ended; a skipped job is not in it. */
  readonly jobs: Readonly<Record<string, string>>;
  /** What was asked of the stand-ins, in order. */
  readonly log: readonly string[];
  readonly annotations: readonly ActAnnotation[];
  /** What steps printed, by job. */
  readonly printed: ReadonlyMap<string, string>;
  readonly milliseconds: number;
  /** Files of artifacts, those of earlier workflows too: text by `<artifact>/<path>`. */
  readonly artifacts: ReadonlyMap<string, string>;
}

export interface ActRequest {
  readonly act: string;
  /** The tree. */
  readonly root: string;
  readonly workflow: string;
  readonly event: string;
  readonly payload: unknown;
  /** Repository variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Exit status of `npx sluice VERB`, `cdk`, or `npm-run-lint`, `npm-test`. */
  readonly ends?: Readonly<Record<string, number>>;
  /** What `npx sluice VERB` prints. */
  readonly says?: Readonly<Record<string, string>>;
  /** Artifacts that an earlier workflow left: text by path. */
  readonly artifacts?: Readonly<Record<string, string>>;
  readonly refusesRole?: boolean;
}

/** Runs a workflow file unchanged, on this machine, with stand-ins for the actions that need GitHub or AWS. */
export async function runAct(request: ActRequest): Promise<ActRun> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-act-'));
  const at = (...path: string[]) => join(folder, ...path);
  for (const name of ['ends', 'says', 'artifacts', 'home']) await mkdir(at(name));
  for (const [name, code] of Object.entries(request.ends ?? {})) await writeFile(at('ends', name), String(code));
  for (const [name, text] of Object.entries(request.says ?? {})) await writeFile(at('says', name), text);
  for (const [path, text] of Object.entries(request.artifacts ?? {})) {
    await mkdir(dirname(at('artifacts', path)), { recursive: true });
    await writeFile(at('artifacts', path), text);
  }
  if (request.refusesRole === true) await writeFile(at('refuses-role'), '');
  await writeFile(at('log'), '');
  await writeFile(at('event.json'), JSON.stringify(request.payload));
  await cp(standIns, at('stand-ins'), { recursive: true });
  const began = performance.now();
  const output = await startAct(request, folder);
  const milliseconds = Math.round(performance.now() - began);
  const log = (await readFile(at('log'), 'utf8')).split('\n').filter((line) => line !== '');
  const left = await readdir(at('artifacts'), { recursive: true, withFileTypes: true });
  const artifacts = new Map<string, string>();
  for (const file of left.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    artifacts.set(relative(at('artifacts'), path).replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  await rm(folder, { recursive: true, force: true });
  return { ...readOutput(output), log, artifacts, milliseconds };
}

async function startAct(request: ActRequest, folder: string): Promise<string> {
  const { act, root, workflow, event, variables = {} } = request;
  const local = (
    ['checkout', 'setup-node', 'upload-artifact', 'download-artifact', 'configure-aws-credentials'] as const
  ).map((name) => {
    const action =
      name === 'configure-aws-credentials' ? (`aws-actions/${name}` as const) : (`actions/${name}` as const);
    return `--local-repository=${action}@${pins[action].sha}=${join(folder, 'stand-ins', name)}`;
  });
  const args = [
    ...[event, '--eventpath', join(folder, 'event.json'), '--workflows', join('.github', 'workflows', workflow)],
    ...['--platform', 'ubuntu-24.04=-self-hosted', '--no-cache-server', '--json', ...local],
    ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
  ];
  const path = [join(folder, 'stand-ins', 'bin'), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
  // Steps see what act sees: nothing of this process's environment.
  const env = {
    PATH: path.join(delimiter),
    HOME: join(folder, 'home'),
    XDG_CACHE_HOME: join(folder, 'home'),
    STAND_IN: folder,
    STAND_IN_REPOSITORY: repository,
    STAND_IN_TREE: root,
  };
  return await new Promise((resolve) => {
    execFile(act, args, { cwd: root, env, maxBuffer: 2 ** 28 }, (_, stdout) => resolve(stdout));
  });
}

/** One line of act's log, as far as it is read here. */
interface ActLine {
  readonly jobID?: string;
  readonly jobResult?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly msg?: string;
  readonly arg?: string;
  readonly kvPairs?: Readonly<Record<string, string>>;
}

function readOutput(output: string) {
  const jobs: Record<string, string> = {};
  const annotations: ActAnnotation[] = [];
  const printed = new Map<string, string>();
  for (const text of output.split('\n').filter((line) => line.startsWith('{'))) {
    const line = JSON.parse(text) as ActLine;
    const { jobID = '', jobResult, command, kvPairs = {}, arg = '', msg = '' } = line;
    if (jobResult !== undefined) jobs[jobID] = jobResult;
    if (line.raw_output === true) printed.set(jobID, (printed.get(jobID) ?? '') + msg);
    if (command === 'error' || command === 'warning' || command === 'notice') {
      const { file, line: at, title } = kvPairs;
      annotations.push({ level: command, message: arg, file, line: at === undefined ? undefined : Number(at), title });
    }
  }
  return { jobs, annotations, printed };
}
