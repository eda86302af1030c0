import type { TableColumn } from '../../../../glue/duckdb/table.ts';

/** Words of a list that is written with spaces. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Units that names end in, where `unit` does not say it. */
const suffixes: ReadonlyMap<string, string> = new Map([
  ...['usd', 'eur', 'gbp', 'chf', 'jpy', 'cad', 'aud', 'sek', 'nok', 'dkk', 'pln', 'inr', 'cny'].map(
    (code): [string, string] => [code, code.toUpperCase()],
  ),
  ['pct', '%'],
  ['percent', '%'],
  ['c', '°C'],
  ['celsius', '°C'],
  ['ms', 'ms'],
  ['seconds', 's'],
  ['kg', 'kg'],
  ['km', 'km'],
  ['kwh', 'kWh'],
  ['mm', 'mm'],
  ['hpa', 'hPa'],
]);

/** Words that people write in capitals. */
const capitals: ReadonlyMap<string, string> = new Map(
  'US USA UK EU ID URL IP API CPU GPU RAM SKU VAT GDP CO2 PM25 SLA OS UTC IMDb MPAA KPI ISO ZIP'
    .split(' ')
    .map((word) => [word.toLowerCase(), word]),
);

/** A column's unit: as the contract says it, or as its name ends; undefined: none. */
export function unitOf({ name, unit }: Pick<TableColumn, 'name' | 'unit'>): string | undefined {
  if (unit !== undefined && unit.trim() !== '') return unit.trim();
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length < 2) return undefined;
  return words.some((word) => spans.has(word)) ? (times.get(last) ?? suffixes.get(last)) : suffixes.get(last);
}

/** Behind these a last word of time is a unit: `running_time_min` lasts minutes, `temperature_min` is the lowest. */
const spans = wordSet('time duration running runtime length delay age elapsed lasting wait');
const times: ReadonlyMap<string, string> = new Map([
  ...['s', 'sec', 'secs', 'seconds'].map((word): [string, string] => [word, 's']),
  ...['min', 'mins', 'minutes'].map((word): [string, string] => [word, 'min']),
  ...['h', 'hours'].map((word): [string, string] => [word, 'h']),
  ['days', 'days'],
]);

/** The words of a name without the unit that it ends in: running, time. */
export function wordsBeforeUnit(column: Pick<TableColumn, 'name' | 'unit'>): readonly string[] {
  const words = wordsOf(column.name);
  const [last = '', unit = ''] = [words.at(-1), unitOf(column)];
  const isUnit =
    suffixes.get(last) === unit || times.get(last) === unit || (last === unit.toLowerCase() && last.length <= 3);
  return words.length > 1 && unit !== '' && isUnit ? words.slice(0, -1) : words;
}

/** The words of a name in snake_case. */
export const wordsOf = (name: string): readonly string[] => name.toLowerCase().split('_').filter(Boolean);

/**
 * What a person would call a column: `revenue_usd` is "Revenue", `region_name` "Region", `temperature_avg_c` "Average temperature".
 * Words that the description writes in capitals are written so.
 */
export function columnTitle(column: Pick<TableColumn, 'name' | 'unit' | 'description'>): string {
  const words = [...wordsBeforeUnit(column)];
  if (words.length > 1 && ['name', 'label'].includes(words.at(-1) ?? '')) words.pop();
  const front = frontWord(words);
  const spoken = (front === undefined ? words : [front, ...words.filter((word) => !statistics.has(word))])
    .map((word) => casing(word, column.description))
    .join(' ');
  return sentenceCase(spoken === '' ? column.name : spoken);
}

const statistics: ReadonlyMap<string, string> = new Map([
  ['avg', 'average'],
  ['average', 'average'],
  ['mean', 'average'],
  ['min', 'lowest'],
  ['max', 'highest'],
]);

/** `temperature_avg` is spoken "average temperature". */
function frontWord(words: readonly string[]): string | undefined {
  if (words.length < 2) return undefined;
  return words.map((word) => statistics.get(word)).find((word) => word !== undefined);
}

function casing(word: string, description: string): string {
  const written = description.match(/[A-Za-z][A-Za-z0-9]*/g)?.find((each) => each.toLowerCase() === word);
  if (written !== undefined && /[A-Z]/.test(written.slice(1))) return written;
  return capitals.get(word) ?? word;
}

/** The first letter as a capital, unless the word has capitals of its own. */
export const sentenceCase = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** As it stands inside a sentence: "region", but "IMDb rating" and "US gross". */
export function inSentence(title: string): string {
  const [first = ''] = title.split(' ');
  return /[A-Z]/.test(first.slice(1)) ? title : title.slice(0, 1).toLowerCase() + title.slice(1);
}
