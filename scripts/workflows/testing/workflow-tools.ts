import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ensureVenv } from '../../python-env/python-env.ts';

const run = promisify(execFile);

/** Go's programs that judge and run workflows, by name: the module at its version. */
const modules = {
  act: 'github.com/nektos/act@v0.2.89',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
} as const;

/** Absolute paths of programs, or why they can't be had. */
export type WorkflowTools =
  | {
      readonly act: string;
      readonly actionlint: string;
      /** Folder with zizmor, check-jsonschema and shellcheck. */
      readonly bin: string;
      readonly reason?: undefined;
    }
  | { readonly reason: string };

/**
 * Makes what the tests of workflows need, once: Go's programs by `go install`, Python's from requirements.txt with hashes.
 * @param root of the repository
 */
export async function ensureWorkflowTools(root: string): Promise<WorkflowTools> {
  const home = join(root, '.venv-workflows');
  const venv = await ensureVenv({
    requirements: join(root, 'scripts', 'workflows', 'requirements.txt'),
    home,
    probe: 'import check_jsonschema; print(check_jsonschema.__name__)',
  });
  if (venv.reason !== undefined) return { reason: venv.reason };
  const bin = join(home, process.platform === 'win32' ? 'Scripts' : 'bin');
  const found = new Map<string, string>();
  for (const [name, module] of Object.entries(modules)) {
    const folder = join(home, 'go', module.slice(module.lastIndexOf('@') + 1));
    const path = join(folder, name);
    if (!(await exists(path))) {
      const failure = await install(module, folder);
      if (failure !== undefined) return { reason: failure };
    }
    found.set(name, path);
  }
  return { act: found.get('act') ?? '', actionlint: found.get('actionlint') ?? '', bin };
}

/** @returns why it could not be installed */
async function install(module: string, folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const candidates = ['go', '/usr/local/go/bin/go', join(homedir(), 'go', 'bin', 'go')];
  let why = 'no Go was found';
  for (const go of candidates) {
    try {
      await run(go, ['install', module], { env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' } });
      return undefined;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      why = error instanceof Error ? error.message : String(error);
    }
  }
  return `go install ${module}: ${why}`;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
