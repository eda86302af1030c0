import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';

/**
 * Gives a step's outputs to its workflow, by the file that GITHUB_OUTPUT names; elsewhere nothing happens. As `setOutput` of @actions/core
 * writes it (a test compares), which itself knows the process's environment alone:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#multiline-strings
 * @param outputs by name; whatever a value holds, it can't begin another output
 * @throws CommandError `no-output-file`
 */
export async function writeOutputs(
  outputs: Readonly<Record<string, string>>,
  { env }: Pick<Effects, 'env'>,
): Promise<void> {
  const file = env['GITHUB_OUTPUT'] ?? '';
  if (file === '') return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `ghadelimiter_${randomUUID()}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  await appendTo('GITHUB_OUTPUT', file, lines.join(''));
}

/** Appends to a file that the runner made. @throws CommandError `no-output-file` */
export async function appendTo(variable: string, file: string, text: string): Promise<void> {
  try {
    await appendFile(file, text);
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    const message = `${variable}: expected a file that can be written, got "${file}"; run it in a workflow's step, or unset it`;
    throw new CommandError('no-output-file', 'environment', message, { cause });
  }
}
