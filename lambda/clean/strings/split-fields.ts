import type { CsvMarks } from '../frame/csv-scanner.ts';

const [SPACE, TAB] = [32, 9];

/**
 * Splits one framed record into its fields by RFC 4180; blanks around quoted fields are left out.
 * @returns undefined where a quote stands in another place
 */
export function splitFields(raw: string, { delimiter, quote }: CsvMarks): string[] | undefined {
  const delimiterCode = delimiter.charCodeAt(0);
  const fields: string[] = [];
  const skipBlanks = (from: number): number => {
    let at = from;
    for (let code = raw.charCodeAt(at); code === SPACE || code === TAB; code = raw.charCodeAt(at)) {
      if (code === delimiterCode) break;
      at++;
    }
    return at;
  };
  for (let at = 0; ; at++) {
    const first = quote === '' ? at : skipBlanks(at);
    if (quote !== '' && raw.startsWith(quote, first)) {
      let close = raw.indexOf(quote, first + 1);
      let doubled = false;
      while (close >= 0 && raw.startsWith(quote, close + 1)) {
        doubled = true;
        close = raw.indexOf(quote, close + 2);
      }
      if (close < 0) return undefined;
      const inner = raw.slice(first + 1, close);
      fields.push(doubled ? inner.replaceAll(quote + quote, quote) : inner);
      at = skipBlanks(close + 1);
      if (at < raw.length && raw.charCodeAt(at) !== delimiterCode) return undefined;
    } else {
      const end = raw.indexOf(delimiter, at);
      const field = end < 0 ? raw.slice(at) : raw.slice(at, end);
      if (quote !== '' && field.includes(quote)) return undefined;
      fields.push(field);
      at = end < 0 ? raw.length : end;
    }
    if (at >= raw.length) return fields;
  }
}
