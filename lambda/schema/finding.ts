/** Where a finding is: a path as the person named it, and a 1-based line and column where they are known. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * Something wrong with data, a schema, SQL or a definition. Returned and collected, never thrown.
 * Each room narrows `Code` to its own union; one code is one fixture, one test and one heading in the room's FINDINGS.md.
 */
export interface Finding<Code extends string = string> {
  readonly code: Code;
  /** An error fails the file, table or dashboard; a warning does not. */
  readonly severity: 'error' | 'warn';
  readonly place: Place;
  /** What the finding is about: a column, a keyword, a visual. */
  readonly subject?: string | undefined;
  /** Completes "expected …". */
  readonly expected: string;
  /** Completes "got …": already quoted, cut and masked. */
  readonly got?: string | undefined;
  /** What to do, as an imperative. */
  readonly fix?: string | undefined;
}

/** `file:line:column`, with only the parts that are known. */
export function formatPlace(place: Place): string {
  return [place.file, place.line, place.line === undefined ? undefined : place.column]
    .filter((part) => part !== undefined)
    .join(':');
}

/**
 * The one form of every message:
 * `datasets/orders/2026-01.csv:14:3: amount: expected a number, got "12,50"; write 12.50 or add "," to its formats [number-format]`.
 */
export function formatFinding(finding: Finding): string {
  const subject = finding.subject === undefined ? '' : `${finding.subject}: `;
  const got = finding.got === undefined ? '' : `, got ${finding.got}`;
  const fix = finding.fix === undefined ? '' : `; ${finding.fix}`;
  return `${formatPlace(finding.place)}: ${subject}expected ${finding.expected}${got}${fix} [${finding.code}]`;
}

/** A value as a message shows it: in double quotes, control characters escaped, cut after `most` characters. */
export function quote(value: string, most = 60): string {
  if (value.length <= most) return JSON.stringify(value);
  // No character takes more than two units: of a long value only the beginning is looked at.
  const characters = Array.from(value.slice(0, 2 * most + 2));
  const text = characters.length > most ? `${characters.slice(0, most).join('')}…` : value;
  return JSON.stringify(text);
}
