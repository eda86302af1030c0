import { CleanError } from '../clean/clean-error.ts';
import { MiscountError } from '../reconcile/clean-object.ts';
import { DeadlineError } from '../reconcile/deadline-error.ts';
import { ConfigurationError } from '../reconcile/token.ts';
import { StoreError } from '../store/object-store.ts';
import { EventError } from './event-error.ts';

/** Errors whose messages are written here, of places, counts and names: they may be shown. */
const ours = [CleanError, ConfigurationError, DeadlineError, EventError, MiscountError, StoreError];

/** A bug. What it said itself may quote a raw record (a parser quotes what it can't read), and stays out of the log. */
export class UnexpectedError extends Error {
  override readonly name = 'UnexpectedError';
}

/**
 * An error that may go to the log: our own as it is; of any other only its name and where it was thrown.
 * @param place what was being worked on, for the message
 */
export function safeError(error: unknown, place: string): Error {
  if (error instanceof Error && ours.some((known) => error instanceof known)) return error;
  const name = error instanceof Error ? error.name : typeof error;
  const safe = new UnexpectedError(`${place}: expected to be reconciled, got ${name}; please report it with its stack`);
  const frames = error instanceof Error ? (error.stack?.match(/^ {4}at .*$/gm) ?? []) : [];
  safe.stack = [`${safe.name}: ${safe.message}`, ...frames].join('\n');
  return safe;
}
