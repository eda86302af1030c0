/** A regular expression that can't be compiled was used all the same: schemas are checked first, so this is a bug. */
export class PatternError extends Error {
  override readonly name = 'PatternError';

  /** @param problem what is wrong with it */
  constructor(source: string, problem: string) {
    super(`the regular expression ${JSON.stringify(source)} has ${problem}`);
  }
}
