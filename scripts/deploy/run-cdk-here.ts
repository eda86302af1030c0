import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { cdkCli, quietCdk } from './cdk-cli.ts';

/**
 * Runs `cdk` with the caller's environment, and passes on what it says line by line.
 * @param root absolute path of the tree with cdk.json
 * @returns its exit status
 */
export async function runCdkHere(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, [cdkCli(), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, CI: 'true', NO_COLOR: '1', ...quietCdk },
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', say);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
