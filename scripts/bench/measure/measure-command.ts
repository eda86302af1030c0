import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { BenchError, type Command } from './time-command.ts';

/** What one run of a command took, whole process. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Greatest resident set. */
  readonly peakBytes: number;
  readonly stdout: string;
}

const wrapper = join(import.meta.dirname, 'measure.py');

/**
 * Runs a command to its end under measure.py, which needs python3 (3.9 or newer).
 * @throws BenchError when it can't be started or does not exit with 0; the message holds the end of what it printed
 */
export async function measureCommand(command: Command): Promise<Measured> {
  const child = spawn('python3', [wrapper, command.program, ...command.args], {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(
    ([code, signal]) => code ?? signal,
    (error: Error) => error.message,
  );
  const read = (index: number): Promise<string> => {
    const pipe = child.stdio[index];
    return pipe instanceof Readable ? text(pipe) : Promise.resolve('');
  };
  const [stdout, stderr, figures, code] = await Promise.all([read(1), read(2), read(3), ended]);
  if (code !== 0) {
    const printed = `${stdout}${stderr}`.slice(-4000);
    throw new BenchError(`${command.program} ${command.args.join(' ').slice(0, 400)}: ended with ${code}:\n${printed}`);
  }
  const { seconds, cpuSeconds, peakBytes } = JSON.parse(figures);
  return { seconds, cpuSeconds, peakBytes, stdout };
}
