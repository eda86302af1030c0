/**
 * The engine contradicts itself: its counts don't add up, or two tiers disagree on a record. It is a bug, never the data's fault,
 * and nothing of the file may be published.
 */
export class CleanError extends Error {
  readonly code: 'rows-unaccounted' | 'tiers-disagree';
  readonly file: string;
  readonly line: number | undefined;

  constructor(code: CleanError['code'], file: string, message: string, line?: number, options?: ErrorOptions) {
    super(
      `${file}${line === undefined ? '' : `:${line}`}: ${message}; please report it with the file [${code}]`,
      options,
    );
    this.name = 'CleanError';
    this.code = code;
    this.file = file;
    this.line = line;
  }
}
