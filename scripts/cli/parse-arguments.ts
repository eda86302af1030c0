import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/**
 * Reads a verb's arguments strictly, by node:util parseArgs.
 * @param verb its name, for messages
 * @param options as parseArgs takes them
 * @throws CommandError `usage` for an unknown option, a missing value or a value too many
 */
export function parseArguments<const T extends Options>(verb: string, args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    throw new CommandError('usage', 'usage', `sluice ${verb}: ${error.message}; see npx sluice ${verb} --help`);
  }
}

/** A wrong use of one verb, in the form of all messages. */
export function usageError(verb: string, expected: string, got: string, fix?: string): CommandError {
  const hint = fix ?? `see npx sluice ${verb} --help`;
  return new CommandError('usage', 'usage', `sluice ${verb}: expected ${expected}, got ${got}; ${hint}`);
}
