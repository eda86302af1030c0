import { columnTitle, inSentence } from '../roles/column-words.ts';
import { mixed } from '../roles/measure.ts';
import type { RoledColumn } from './choose-categories.ts';
import { isChosenBy } from './choose-filters.ts';
import type { RowColumn, VisualPlan } from './plan.ts';
import type { Subject } from './subject.ts';

/** Columns of a table of rows: more than fit a screen are not read. */
const mostColumns = 10;
const mostOfAKind = 4;

/** The rows themselves; undefined: no column is worth showing. */
export function chooseRowColumns(subject: Subject): VisualPlan | undefined {
  const chosen = chooseColumns(subject);
  if (chosen.length === 0) return undefined;
  const { time, primary, measures, entity, noun, profile } = subject;
  const isCourse = time !== undefined && (time.figure !== undefined || measures.length === 0 || profile.rows === 0);
  const has = (name: string | undefined) => chosen.some(({ column }) => column.name === name);
  const measure = measures.find(({ column }) => column === primary.column);
  const sort =
    isCourse && has(time.column)
      ? { column: time.column, descending: true, said: 'Latest first' }
      : measure !== undefined && has(measure.column)
        ? {
            column: measure.column,
            descending: true,
            said: sorted(titleOf(chosen, measure.column)),
          }
        : { column: chosen[0]?.column.name ?? '', descending: false, said: undefined };
  return {
    kind: 'rows',
    id: 'rows',
    title: entity ? noun : 'Rows',
    subtitle: sort.said,
    columns: chosen.map((each) => rowColumn(each, subject)),
    sort: { column: sort.column, descending: sort.descending },
  };
}

/** "Most votes first", "Highest revenue first". */
const sorted = (title: string) =>
  title.length > 40 ? 'Highest first' : `${/[^s]s$/.test(title) ? 'Most' : 'Highest'} ${inSentence(title)} first`;

const titleOf = (chosen: readonly RoledColumn[], name: string) => {
  const column = chosen.find((each) => each.column.name === name)?.column;
  return column === undefined ? name : columnTitle(column);
};

/** What tells rows apart, when, what, which, how much, and what is said of it: in this order. */
function chooseColumns({
  columns,
  profile,
  time,
  categories,
  measures,
  entity,
  contract,
}: Subject): readonly RoledColumn[] {
  const of = (...roles: readonly string[]) => columns.filter(({ role }) => roles.includes(role));
  const grouped = new Set(categories.map(({ column }) => column));
  const keys = contract.key.flatMap((name) => columns.find(({ column }) => column.name === name) ?? []);
  const key = keys.filter((each) => isReadable(each, profile));
  const when = columns.filter(({ column }) => column.name === time?.column);
  const years = time === undefined ? of('year') : [];
  const names = of('label').slice(0, 2);
  const ids = of('identifier').filter(({ column }) => isChosenBy(column, profile));
  const groups = of('category', 'crowd', 'flag')
    .filter(({ column }) => grouped.has(column.name))
    .slice(0, mostOfAKind);
  const parts = time === undefined && years.length > 0 ? of('date-part').slice(0, 2) : [];
  const leading = mixed(measures)
    .slice(0, mostOfAKind + 1)
    .map(({ column }) => column);
  const numbers = of('measure').filter(({ column }) => leading.includes(column.name));
  const prose = entity ? of('prose').slice(0, 1) : [];
  const rest = [...when, ...years, ...parts, ...names, ...ids, ...groups, ...numbers, ...prose];
  const wanted = [...key, ...rest.filter((each) => !key.includes(each))];
  const chosen = fitting(wanted, key, leading, profile);
  const others = of('identifier', 'rank', 'prose', 'date-part', 'time', 'flag', 'latitude', 'longitude', 'category');
  const short = chosen.length >= 2 ? [] : others.filter((each) => !chosen.includes(each)).slice(0, 6);
  return [...chosen, ...short].slice(0, mostColumns);
}

/** Hashes and the places that rows came from tell them apart, and say nothing to people. */
function isReadable({ column, role }: RoledColumn, { columns }: Subject['profile']): boolean {
  const { text } = columns.get(column.name) ?? {};
  return role !== 'origin' && role !== 'empty' && role !== 'beyond' && (text?.longest ?? 0) <= mostReadable;
}

/** Letters of a UUID. */
const mostReadable = 36;

/** Pixels of a table that is as wide as the sheet, at 1280. */
const roomy = 1190;

/** As many columns as stand side by side beside the key: what has many values goes first, then the numbers that tell least. */
function fitting(
  chosen: readonly RoledColumn[],
  key: readonly RoledColumn[],
  leading: readonly string[],
  { columns }: Subject['profile'],
): readonly RoledColumn[] {
  const widthOf = ({ column }: RoledColumn) => {
    const longest = columns.get(column.name)?.text?.longest ?? 14;
    return 32 + 7 * Math.max(columnTitle(column).length, Math.min(longest, 36));
  };
  const kept = [...chosen];
  const width = () => kept.reduce((sum, each) => sum + widthOf(each), 0);
  while (kept.length > Math.max(3, key.length) && width() > roomy) {
    const many = kept.findLastIndex((each) => !key.includes(each) && (each.role === 'crowd' || each.role === 'flag'));
    const least = leading.findLast((name) => kept.some(({ column }) => column.name === name));
    const number = kept.findIndex(({ column }) => column.name === least && column.name !== leading[0]);
    const out = many === -1 ? number : many;
    kept.splice(out === -1 ? kept.length - 1 : out, 1);
  }
  return kept;
}

function rowColumn({ column, role }: RoledColumn, { measures }: Subject): RowColumn {
  const title = columnTitle(column);
  const name = column.name;
  const kind = column.type.kind;
  if (kind === 'date' || kind === 'timestamp') {
    return {
      column: name,
      title,
      format: { kind: 'date', pattern: kind === 'timestamp' ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD' },
    };
  }
  if (kind === 'string' || kind === 'boolean') return { column: name, title, format: { kind: 'text' } };
  const measure = measures.find((each) => each.column === name);
  if (measure !== undefined) return { column: name, title, format: measure.cell };
  if (role === 'latitude' || role === 'longitude') {
    return { column: name, title, format: { kind: 'number', decimals: 4, scaled: false, suffix: '' } };
  }
  return { column: name, title, format: { kind: 'year' } };
}
