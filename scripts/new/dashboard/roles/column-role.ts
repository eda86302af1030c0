import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { ColumnProfile, TableProfile } from '../profile/profile.ts';
import { wordSet, wordsOf } from './column-words.ts';

/** What a column is to a reader of a dashboard. */
export type ColumnRole =
  /** A date or timestamp: an axis of time. */
  | 'time'
  /** A whole number that is a year: no DateTime in QuickSight, but an axis all the same. */
  | 'year'
  /** A whole number that is a part of a date: month, hour, day of the month. */
  | 'date-part'
  | 'latitude'
  | 'longitude'
  /** A number that can be added up or averaged. */
  | 'measure'
  /** Text with few values that repeat, or whole numbers that name groups. */
  | 'category'
  /** Text with many values that repeat all the same: worth a top ten. */
  | 'crowd'
  | 'flag'
  /** Short text that names a row. */
  | 'label'
  /** Ids, codes of rows, hashes, addresses. */
  | 'identifier'
  /** The file and the place in it that a row came from: `new table` adds them where nothing else tells rows apart. */
  | 'origin'
  /** A place in an order. */
  | 'rank'
  /** Text for people to read. */
  | 'prose'
  /** Numbers with more digits than anyone reads, or than a double keeps. */
  | 'beyond'
  /** Null in every row. */
  | 'empty'
  /** The same in every row. */
  | 'constant';

/** Most values of a category: more make no chart that is read. */
export const mostCategories = 30;

/** @param profile of the table: roles come from names, types and, where there are rows, from them */
export function columnRole(column: TableColumn, profile: TableProfile): ColumnRole {
  const own = profile.columns.get(column.name);
  if (/^source_(file|row)(_\d+)?$/.test(column.name)) return 'origin';
  if (own !== undefined && profile.rows > 0) {
    if (own.nulls === profile.rows) return 'empty';
    if (own.distinct === 1 && profile.rows > 1) return 'constant';
  }
  switch (column.type.kind) {
    case 'date':
    case 'timestamp':
      return 'time';
    case 'boolean':
      return 'flag';
    case 'string':
      return textRole(column.name, own, profile.rows);
    case 'integer':
    case 'number':
    case 'decimal':
      return numberRole(column, own, profile.rows);
  }
}

const idWords = wordSet(
  'id ids uuid guid hash sha sha256 md5 token key checksum email mail phone ip iban isbn ean sku url ' + 'uri href ssn',
);
const proseWords = wordSet(
  'description comment comments message note notes text body summary remark remarks abstract review ' +
    'json payload expression',
);

function textRole(name: string, own: ColumnProfile | undefined, rows: number): ColumnRole {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (idWords.has(last) || own?.text?.opaque === true) return 'identifier';
  if (proseWords.has(last)) return 'prose';
  if (own === undefined || rows < 2) return last === 'title' ? 'label' : 'category';
  const longest = own.text?.longest ?? 0;
  if (longest > 80) return 'prose';
  const perValue = (rows - own.nulls) / Math.max(1, own.distinct);
  // A table of groups has one row of each; among a hundred things a name is a name.
  if (own.distinct <= mostCategories) return perValue >= 1.5 || rows <= 60 ? 'category' : 'label';
  return perValue >= 3 ? 'crowd' : 'label';
}

const numberIds = wordSet('id ids code key number no nr zip postcode phone isbn ean sku uuid version fips account');
/** Whole numbers of such names, of which there are few, are told apart and not added up. */
const groupWords = wordSet(
  'cluster group class code type category level segment zone grade tier phase bucket stage band',
);
const mostGroups = 12;
const orderWords = wordSet('rank ranking ordinal sequence seq row index idx position line');
const dateParts = wordSet('month day hour minute second quarter week weekday decade dow doy');

function numberRole({ name, type, unit }: TableColumn, own: ColumnProfile | undefined, rows: number): ColumnRole {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const range = own?.numbers;
  if (range !== undefined && Math.max(Math.abs(range.min), Math.abs(range.max)) >= 1e15) return 'beyond';
  const within = (bound: number) => range === undefined || (range.min >= -bound && range.max <= bound);
  if (['lat', 'latitude'].includes(last) && within(90)) return 'latitude';
  if (['lon', 'lng', 'long', 'longitude'].includes(last) && within(180)) return 'longitude';
  const isWhole = type.kind === 'integer' || (type.kind === 'decimal' && type.scale === 0) || range?.whole === true;
  if (!isWhole || (unit !== undefined && !/^year/i.test(unit))) return words.includes('rank') ? 'rank' : 'measure';
  const isYear = range === undefined || (range.min >= 1000 && range.max <= 2999);
  if (last === 'year' && isYear) return 'year';
  if (dateParts.has(last) || name === 'day_of_month' || /^(day|week|month|hour)_of_/.test(name)) return 'date-part';
  if (words.some((word) => word === 'rank' || word === 'ranking') || orderWords.has(last)) return 'rank';
  const isRepeated = own !== undefined && own.distinct <= mostGroups && rows >= 2 * own.distinct;
  if (groupWords.has(last) && isRepeated && !isCount(words) && !words.includes('per')) return 'category';
  if (numberIds.has(last) && !isCount(words)) return 'identifier';
  // A whole number that is another in every row, without a word of an amount, counts the rows.
  const counts = own !== undefined && rows > 20 && own.distinct === rows && range !== undefined;
  return counts && range.max - range.min === rows - 1 ? 'identifier' : 'measure';
}

/** `number_of_orders` counts; `order_number` names. */
const isCount = (words: readonly string[]) => words.includes('of') || words.includes('count') || words[0] === 'num';
