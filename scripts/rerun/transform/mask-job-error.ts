const most = 400;

/** What Spark names an error by: `[CAST_INVALID_INPUT]`. */
const condition = /^\[[A-Z][A-Z0-9_.]*\]$/;

/**
 * A job's own message without what may be a value of a row: what stands in quotes, brackets or braces, numbers but those of lines and exits,
 * and words with an `@`.
 * Spark quotes the record that it stumbled over; readers of a log may see less of the lake than the job does.
 */
export function maskJobError(message: string): string {
  const line = message.split(/[\r\n]/, 1)[0] ?? '';
  const masked = line
    .replace(/"[^"]*("|$)|'[^']*('|$)|\[[^\]]*(\]|$)|\{[^}]*(\}|$)/g, (part) => (condition.test(part) ? part : '…'))
    .replace(/\S*@\S*/g, '…')
    .replace(/(?<![\w.$]|\b(?:code|status|line|number)\b:? ?)[-+]?\d[\d.,:/+TZ-]*/gi, '…');
  return masked.length > most ? `${masked.slice(0, most)}…` : masked;
}
