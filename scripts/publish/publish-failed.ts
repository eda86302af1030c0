import { CommandError } from '../cli/command-error.ts';
import type { Published } from './published.ts';

/** A run that the surroundings cut somewhere, with what it did and found all the same: of other dashboards, or before. */
export class PublishFailed extends CommandError {
  readonly published: Published;

  /** @param failures at least one: the first gives the code, all of them the message */
  constructor(published: Published, failures: readonly [CommandError, ...CommandError[]]) {
    const [{ code, exitCode, cause }] = failures;
    const messages = new Set(failures.map(({ message }) => message));
    super(code, exitCode === 2 ? 'usage' : 'environment', [...messages].join('; also: '), { cause });
    this.published = published;
  }
}
