/** Exit codes of every verb: 1 the data or definition failed, 2 used wrongly, 3 the surroundings failed. */
export const exitCodes = { fine: 0, data: 1, usage: 2, environment: 3 } as const;

/** Wrong use, or surroundings that failed: thrown by a verb, caught by scripts/sluice.ts alone. */
export class CommandError extends Error {
  readonly code: string;
  readonly exitCode: 2 | 3;

  /**
   * @param code kebab-case, shown in brackets after the message
   * @param kind usage: exit 2; environment: exit 3
   * @param message place, what was expected, what came, what to do
   */
  constructor(code: string, kind: 'usage' | 'environment', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.code = code;
    this.exitCode = exitCodes[kind];
  }
}
