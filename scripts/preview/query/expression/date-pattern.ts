import { NotDrawable } from '../not-drawable.ts';

/** Joda-Time tokens that formatDate and parseDate take, with strftime's. */
const tokens: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  YYYY: '%Y',
  yy: '%y',
  MMMM: '%B',
  MMM: '%b',
  MM: '%m',
  M: '%-m',
  dd: '%d',
  d: '%-d',
  EEEE: '%A',
  EEE: '%a',
  E: '%a',
  HH: '%H',
  H: '%-H',
  hh: '%I',
  h: '%-I',
  mm: '%M',
  ss: '%S',
  SSS: '%g',
  a: '%p',
  aa: '%p',
  DDD: '%j',
};

const piece = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

/**
 * A Joda-Time pattern as strftime's and strptime's.
 * https://docs.aws.amazon.com/quicksight/latest/user/formatDate-function.html
 * @throws NotDrawable for a token that has no equal there
 */
export function strftimePattern(pattern: string): string {
  return pattern.replace(piece, (text: string, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return (quoted === '' ? "'" : quoted.replaceAll("''", "'")).replaceAll('%', '%%');
    if (letter === undefined) return text.replaceAll('%', '%%');
    const token = tokens[text];
    if (token === undefined) throw new NotDrawable(`date pattern "${pattern}": "${text}" is not known`);
    return token;
  });
}
