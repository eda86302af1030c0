/** One repair of a file, or several of one kind in it. */
export interface Fix {
  readonly kind: 'byte-order-mark' | 'line-ends' | 'delimiter' | 'enum';
  /** As messages name it. */
  readonly file: string;
  /** First physical line that it changes, 1-based. */
  readonly line: number;
  /** Places in the file that it changes. */
  readonly count: number;
  /** The schema's column, where it is about one cell. */
  readonly column?: string;
  /** Quoted; masked where the column is sensitive. */
  readonly before: string;
  readonly after: string;
}

/** `datasets/orders/a.csv:4: status: "shiped" becomes "shipped"`. */
export function describeFix({ file, line, column, count, before, after }: Fix): string {
  const subject = column === undefined ? '' : `${column}: `;
  const times = count === 1 ? '' : ` (${count} times)`;
  return `${file}:${line}: ${subject}${before} becomes ${after}${times}`;
}
