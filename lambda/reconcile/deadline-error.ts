/** The time was up before a key was done. Nothing of it was published; the next reconcile begins at its first byte. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly file: string;

  constructor(file: string, message: string, options?: ErrorOptions) {
    super(`${file}: ${message} [deadline]`, options);
    this.file = file;
  }
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : Math.floor((100 * part) / whole));

/** @param bytesRead of the raw object @param cause what stopping made of the work under way */
export const stoppedAt = (file: string, bytesRead: number, size: number, cause: unknown): DeadlineError =>
  new DeadlineError(
    file,
    `expected to be clean before the function's deadline, got through ${bytesRead} of ${size} bytes (${percent(bytesRead, size)} %); ` +
      "raise the function's timeout or memory, or split the file",
    { cause },
  );

export const notBegun = (file: string): DeadlineError =>
  new DeadlineError(
    file,
    "expected to be begun before the function's deadline, got no time; let fewer messages come at once, or raise the timeout",
  );
