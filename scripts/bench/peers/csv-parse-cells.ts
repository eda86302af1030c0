import type { ColumnSchema, TableSchema } from './csv-parse-checks.ts';

/** A cell's value: undefined for null, and the text itself where it can't be read, which ajv then refuses. */
export type ReadCell = (text: string) => unknown;

const truth = new Map<string, boolean>([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((word) => [word, false] as const),
]);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const pieces: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MMM: '(?<name>[A-Za-z]{3})',
  MM: '(?<month>\\d\\d)',
  DD: '(?<day>\\d\\d)',
  D: '(?<day>\\d\\d?)',
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A day in one of the patterns as YYYY-MM-DD; whether the calendar has it is left to ajv's `date`. */
function dayReader(patterns: readonly string[]): ReadCell {
  const forms = ['YYYY-MM-DD', ...patterns].map(
    (pattern) => new RegExp(`^${escaped(pattern).replaceAll(/YYYY|MMM|MM|DD|D/g, (word) => pieces[word] ?? word)}$`),
  );
  return (text) => {
    for (const form of forms) {
      const groups = form.exec(text)?.groups;
      if (groups === undefined) continue;
      const { year, name, day = '' } = groups;
      const month = name === undefined ? groups['month'] : months.indexOf(name.toLowerCase()) + 1;
      return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
    }
    return text;
  };
}

/** A number in one of the formats, which are examples such as `$1,234.56`, in the plain form. */
function plainNumberReader(formats: readonly string[]): (text: string) => string {
  const forms = formats.map((example) => {
    const [, prefix = '', group = '', decimal = ''] = /^(\D*)1(\D)234(\D)56$/.exec(example) ?? [];
    const sign = prefix === '' ? '' : `(?:${escaped(prefix)}\\s*)?`;
    const form = `^([+-]?)${sign}(\\d{1,3}(?:${escaped(group)}\\d{3})+|\\d+)(?:${escaped(decimal)}(\\d+))?$`;
    return { form: new RegExp(form), group };
  });
  return (text) => {
    for (const { form, group } of forms) {
      const match = form.exec(text);
      if (match === null) continue;
      const [, sign = '', whole = '', fraction] = match;
      return `${sign}${whole.replaceAll(group, '')}${fraction === undefined ? '' : `.${fraction}`}`;
    }
    return text;
  };
}

/** Decimals with their scale's digits, as text: never through a float. Where digits would be lost, the text stays longer. */
function decimalReader(formats: readonly string[], scale: number): ReadCell {
  const plain = plainNumberReader(formats);
  return (text) => {
    const match = /^([+-]?)0*(\d*)(?:\.(\d*))?$/.exec(plain(text));
    if (match === null || match[0] === '') return text;
    const [, sign, whole = '', fraction = ''] = match;
    const digits = fraction.replace(/0+$/, '').padEnd(scale, '0');
    return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${digits === '' ? '' : `.${digits}`}`;
  };
}

function readerOf({ type, format, 'x-sluice': own = {} }: ColumnSchema): ReadCell {
  const types = typeof type === 'string' ? [type] : type;
  const { formats = [], scale = 9 } = own;
  if (types.includes('boolean')) return (text) => truth.get(text.toLowerCase()) ?? text;
  if (types.includes('integer')) {
    const plain = plainNumberReader(formats);
    return (text) => {
      const written = plain(text);
      return /^[+-]?\d+$/.test(written) ? Number(written) : text;
    };
  }
  if (format === 'date') return dayReader(formats);
  return format === 'decimal' ? decimalReader(formats, scale) : (text) => text.normalize('NFC');
}

/** A reader for each column, in the schema's order. */
export function cellReaders(schema: TableSchema): ReadonlyMap<string, ReadCell> {
  return new Map(
    Object.entries(schema.properties).map(([name, column]) => {
      const nullTokens = new Set(column['x-sluice']?.nullTokens ?? schema['x-sluice']?.nullTokens ?? ['']);
      const read = readerOf(column);
      return [
        name,
        (text: string) => {
          const trimmed = text.trim();
          return nullTokens.has(trimmed) ? undefined : read(trimmed);
        },
      ];
    }),
  );
}
