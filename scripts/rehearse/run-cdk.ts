import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { cdkCli, quietCdk } from '../deploy/cdk-cli.ts';

/** How a `cdk` command ended, and all that it said. */
export interface CdkResult {
  readonly code: number;
  readonly output: string;
}

/** The `cdk` of one working tree against the stand-in. */
export interface Cdk {
  /** Absolute path of the tree with cdk.json. */
  readonly tree: string;
  /** Absolute path of a folder for cloud assemblies. */
  readonly output: string;
  readonly environment: string;
  /** The stand-in's. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of a file that gets all output. */
  readonly log: string;
  /** Whether other processes come first: those of a run that is waited for next. */
  readonly background?: boolean;
}

/**
 * Runs `cdk` as a workflow would: the same app, the same command line.
 * @param app `tree`: the app is run; `assembly`: what the last such run left is taken
 */
export async function runCdk(cdk: Cdk, args: readonly string[], app: 'tree' | 'assembly' = 'tree'): Promise<CdkResult> {
  const from = app === 'tree' ? ['--output', cdk.output] : ['--app', cdk.output];
  const all = [cdkCli(), ...args, '--context', `environment=${cdk.environment}`, ...from];
  const child = spawn(process.execPath, all, {
    cwd: cdk.tree,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', NO_COLOR: '1', ...cdk.env, ...quietCdk },
  });
  // Before it starts the app, which is as patient as it is.
  if (cdk.background === true && child.pid !== undefined)
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const closed = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  const output = stdout + stderr;
  appendFileSync(cdk.log, `\n$ cdk ${args.join(' ')}\n${output}`);
  return { code, output };
}
