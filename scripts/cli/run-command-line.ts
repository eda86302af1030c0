import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { StoreError } from '../../lambda/store/object-store.ts';
import { guardOutput, isInActions } from '../github/guard-output.ts';
import { colour } from './colour.ts';
import { CommandError } from './command-error.ts';
import { type Effects, processEffects } from './effects.ts';
import { printable } from './printable.ts';
import { overview, verbs } from './verbs.ts';

/** Exit code of a bug in Sluice itself (EX_SOFTWARE of sysexits.h): its stack is printed. */
const bug = 70;

/**
 * The edge of every command: finds the verb, runs it and turns what it throws into a message and an exit code.
 * @param args what stands behind `sluice`
 */
export async function runCommandLine(args: readonly string[], effects: Effects = processEffects()): Promise<void> {
  process.stdout.on('error', endQuietlyOnClosedPipe);
  try {
    process.exitCode = await runVerb(args, effects);
  } catch (error) {
    process.exitCode = report(error, guardOutput(effects, ['stderr']));
    if (isInActions(effects)) await annotate(error);
  }
}

/** In a workflow what ended the command stands above the log too. @actions/core writes to the process's stdout: this is its edge. */
async function annotate(error: unknown): Promise<void> {
  const known = error instanceof CommandError ? error : surroundingsError(error);
  const core = await import('@actions/core');
  if (known !== undefined) core.error(printable(known.message), { title: known.code });
  else core.error('A bug in Sluice, not in your data: see the log', { title: 'bug' });
}

async function runVerb(args: readonly string[], effects: Effects): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    effects.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    effects.stdout.write(`${await version()}\n`);
    return 0;
  }
  const verb = verbs.get(name);
  if (verb === undefined) throw unknownVerb(name);
  const { help: own, helpOf, main } = await verb.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    const help = (await helpOf?.(rest)) ?? own;
    effects.stdout.write(help.endsWith('\n') ? help : `${help}\n`);
    return 0;
  }
  return await main(rest, effects);
}

function unknownVerb(name: string): CommandError {
  const near = nearestName(name, [...verbs.keys()]);
  const hint = near === undefined ? 'see npx sluice --help' : `did you mean ${near}?`;
  const known = [...verbs.keys()].join(', ');
  return new CommandError('unknown-verb', 'usage', `sluice: expected one of ${known}, got "${name}"; ${hint}`);
}

/** A message for what was expected to go wrong, a stack for what was not. */
function report(error: unknown, effects: Effects): number {
  const known = error instanceof CommandError ? error : surroundingsError(error);
  if (known !== undefined) {
    const cause = known.cause instanceof Error ? `\n  because: ${printable(known.cause.message)}` : '';
    effects.stderr.write(`${colour('red', 'error', effects)} ${printable(known.message)} [${known.code}]${cause}\n`);
    return known.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  effects.stderr.write(
    `${colour('red', 'bug', effects)} in Sluice, not in your data; please report it with this text:\n${stack}\n`,
  );
  return bug;
}

/** What the machine refused: a full disk, a missing permission, a bucket out of reach. */
function surroundingsError(error: unknown): CommandError | undefined {
  if (error instanceof StoreError) return new CommandError(error.code, 'environment', error.message);
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  const message = `${error.message}: expected the system to allow this; mend permissions or make room, then run it again`;
  return new CommandError(String(error.code).toLowerCase(), 'environment', message);
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const content: unknown = JSON.parse(text);
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : 'unknown';
}

/** `sluice sql … | head` closes the pipe early: that is no error. */
function endQuietlyOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}
