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

/** What stays as it is although something of its kind is to be mended, and why. */
export interface Unmended {
  readonly kind: Fix['kind'];
  readonly file: string;
  /** First physical line of what is in the way, 1-based. */
  readonly line: number;
  readonly reason: 'not-a-record' | 'other-width' | 'changes-rows';
}

const inTheWay: Readonly<Record<Unmended['reason'], string>> = {
  'not-a-record':
    'what begins here is no record: a quote that nothing closes, or text around quotes; mend its quotes, and run --fix again',
  'other-width':
    'this record has not as many fields as the first, or some that can not be quoted; mend it, and run --fix again',
  'changes-rows': 'with it a row that is clean now would not be; mend this line and those like it by hand',
};
const kindText: Readonly<Record<Fix['kind'], string>> = {
  'byte-order-mark': 'the byte order mark',
  'line-ends': 'line ends',
  delimiter: 'the delimiter',
  enum: 'slips in listed values',
};

/** `datasets/orders/a.csv:4: line ends as before: what begins here is no record: …; mend its quotes, and run --fix again`. */
export function describeUnmended({ kind, file, line, reason }: Unmended): string {
  return `${file}:${line}: ${kindText[kind]} as before: ${inTheWay[reason]}`;
}

/** `datasets/orders/a.csv:4: status: "shiped" becomes "shipped"`. */
export function describeFix({ file, line, column, count, before, after }: Fix): string {
  const subject = column === undefined ? '' : `${column}: `;
  const times = count === 1 ? '' : ` (${count} times)`;
  return `${file}:${line}: ${subject}${before} becomes ${after}${times}`;
}
