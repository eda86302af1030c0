/** The marks of a written number, read from an example such as `$1,234.56`. */
export interface NumberMarks {
  /** Between groups of three digits; empty: none. */
  readonly group: string;
  /** Before the fraction; empty: the example has no fraction. */
  readonly decimal: '.' | ',' | '';
  /** Text before and after the digits, for example `$` or ` €`; a percent sign is not part of it. */
  readonly prefix: string;
  readonly suffix: string;
  /** The number is divided by 100. */
  readonly percent: boolean;
}

const example =
  /^(?<prefix>[^\d,.%+\-()]*)(?<digits>\d[\d.,' \u00A0\u202F]*?)(?<percent>\s*%)?(?<suffix>[^\d,.%+\-()]*)$/u;
const groups = [',', '.', ' ', "'", '\u00A0', '\u202F'];

function readDigits(digits: string): Pick<NumberMarks, 'group' | 'decimal'> | undefined {
  for (const group of groups) {
    for (const decimal of ['.', ','] as const) {
      if (group === decimal) continue;
      const [whole = '', fraction, ...rest] = digits.split(decimal);
      const grouped = whole.split(group);
      const sound =
        rest.length === 0 &&
        grouped.length > 1 &&
        grouped.every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part)) &&
        (fraction === undefined || /^\d+$/.test(fraction));
      if (sound) return { group, decimal: fraction === undefined ? '' : decimal };
    }
  }
  const plain = /^\d+(?:([.,])\d+)?$/.exec(digits);
  if (plain === null) return undefined;
  return { group: '', decimal: plain[1] === '.' || plain[1] === ',' ? plain[1] : '' };
}

/**
 * Reads a number format, which is an example of a number as the file writes it: `1,234.56`, `1.234,56`, `1 234.56`,
 * `1234,56`, `$1,234.56`, `12.5%`. Alone, `1,234` means groups of three.
 * @returns undefined when the example can't be read as one number
 */
export function parseNumberFormat(text: string): NumberMarks | undefined {
  const groupsOf = example.exec(text)?.groups;
  const digits = groupsOf?.['digits'] === undefined ? undefined : readDigits(groupsOf['digits']);
  if (groupsOf === undefined || digits === undefined) return undefined;
  const { prefix = '', suffix = '', percent } = groupsOf;
  return { ...digits, prefix: prefix.trim(), suffix: suffix.trim(), percent: percent !== undefined };
}
