import type { Effects } from '../cli/effects.ts';

type Stream = Effects['stdout'];

/** Whether a runner of GitHub Actions reads what is written. */
export const isInActions = ({ env }: Pick<Effects, 'env'>): boolean => env['GITHUB_ACTIONS'] === 'true';

/**
 * In a workflow, text that comes from a pull request must not be a command: the runner takes a line for one when it begins with `::`, blanks
 * aside, or holds `##[` anywhere (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs). Both are written
 * with an escape then; in JSON it is the same value. Elsewhere effects stay as they are.
 * @param streams those that foreign text goes to, in verbs whose output is read and not kept
 */
export function guardOutput(
  effects: Effects,
  streams: readonly ('stdout' | 'stderr')[] = ['stdout', 'stderr'],
): Effects {
  if (!isInActions(effects)) return effects;
  return {
    ...effects,
    stdout: streams.includes('stdout') ? guarded(effects.stdout) : effects.stdout,
    stderr: streams.includes('stderr') ? guarded(effects.stderr) : effects.stderr,
  };
}

function guarded(stream: Stream): Stream {
  const { isTTY, columns } = stream;
  return {
    write: (text) => stream.write(withoutCommands(text)),
    ...(isTTY === undefined ? {} : { isTTY }),
    ...(columns === undefined ? {} : { columns }),
  };
}

/** Text in which no line is a command. */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '#\\u0023[').replace(/(^|[\r\n])(\s*):(?=:)/g, '$1$2\\u003a');
}
