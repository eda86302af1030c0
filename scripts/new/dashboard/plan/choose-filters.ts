import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import { columnTitle, sentenceCase, wordsOf } from '../roles/column-words.ts';
import type { FilterPlan } from './plan.ts';
import type { Subject } from './subject.ts';

/** Lists of choices beside the dates. */
const mostLists = 3;
/** Values that a list holds at most. */
const mostValues = 60;

/** The controls above a sheet: its dates, and what people narrow it by. */
export function chooseFilters(subject: Subject): readonly FilterPlan[] {
  return [...lists(subject), ...dates(subject)];
}

function lists({ categories, columns, profile }: Subject): readonly FilterPlan[] {
  const chosen = categories.filter(
    ({ kind, distinct = 0 }) => kind === 'text' && distinct >= 2 && distinct <= mostValues,
  );
  // A few devices or shops that only have an id are chosen by it, though they make no chart.
  const ids = columns
    .filter(({ column, role }) => role === 'identifier' && column.type.kind === 'string' && isChosenBy(column, profile))
    .map(({ column }) => ({ column: column.name, title: columnTitle(column).replace(/ ID$/, '') }));
  const lists = [...chosen, ...ids].slice(0, mostLists);
  const isShared = (title: string) => lists.filter((each) => each.title === title).length > 1;
  return lists.map(({ column, title }) => ({
    kind: 'values',
    id: column.replaceAll('_', '-'),
    title: isShared(title) ? sentenceCase(wordsOf(column).join(' ')) : title,
    column,
  }));
}

/** Whether an id has so few values, each so often, that people choose by it: devices, shops. */
export function isChosenBy({ name }: TableColumn, { rows, columns }: Subject['profile']): boolean {
  const distinct = columns.get(name)?.distinct ?? 0;
  return distinct >= 2 && distinct <= 30 && rows / distinct >= 5;
}

/** Bounds that hold all rows and the rest of the last year: a definition has no clock. */
function dates({ time, profile }: Subject): readonly FilterPlan[] {
  const own = time === undefined ? undefined : profile.columns.get(time.column);
  if (time === undefined || own?.times === undefined) return [];
  const [from, to] = [own.times.min.slice(0, 10), own.times.max.slice(0, 4)];
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}$/.test(to)) return [];
  return [
    {
      kind: 'dates',
      id: 'dates',
      title: 'Dates',
      column: time.column,
      from: `${from}T00:00:00Z`,
      to: `${to}-12-31T00:00:00Z`,
      nullable: own.nulls > 0,
    },
  ];
}
