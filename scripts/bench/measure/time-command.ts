import { spawn } from 'node:child_process';

/** A command as a whole process. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A benchmark's command failed: its figure would mean nothing. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/**
 * Runs a command to its end and gives its wall time in seconds.
 * @throws BenchError when it can't be started or does not exit with 0; the message holds the end of what it printed
 */
export async function timeCommand(command: Command): Promise<number> {
  const begin = performance.now();
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString('utf8')).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status, signal) => resolve(status ?? signal ?? 'no status'));
  });
  if (code !== 0) throw new BenchError(`${command.program} ${command.args.join(' ')}: ended with ${code}:\n${printed}`);
  return (performance.now() - begin) / 1000;
}
