import { inSentence } from '../roles/column-words.ts';
import { isAdditive, type Measure } from '../roles/measure.ts';
import type { Category } from './choose-categories.ts';
import type { Axis, VisualPlan } from './plan.ts';
import type { Subject } from './subject.ts';

/** Lines of one chart at most: more can't be told apart. */
const mostLines = 6;
/** Rows that a point of a line stands for, on average, where lines are split. */
const fewestRows = 10;
/** Fewer periods may leave a line a single point each, which shows nothing. */
const fewestPeriods = 5;

/** A measure along the time, or along a year; undefined: the table has neither. @param coloured whether a category may split it */
export function chooseLine(subject: Subject, measure: Measure, coloured: boolean): VisualPlan | undefined {
  const axis = axisOf(subject);
  if (axis === undefined) return undefined;
  const colour = thingOf(subject, measure, axis) ?? (coloured ? colourOf(subject, axis) : undefined);
  const along = axis.kind === 'time' ? axis.period : 'year';
  const by = colour === undefined ? along : `${along} and ${inSentence(colour.title)}`;
  return {
    kind: 'line',
    id: `${measure.id}-by-${along}`,
    title: `${measure.title} by ${by}`,
    subtitle: undefined,
    measure,
    axis,
    colour,
  };
}

function axisOf({ time, year, profile }: Subject): Axis | undefined {
  if (time?.line !== undefined) return { kind: 'time', column: time.column, period: time.line };
  if (year === undefined || (profile.rows > 0 && (profile.columns.get(year.name)?.distinct ?? 0) < 3)) return undefined;
  return { kind: 'number', column: year.name, format: { kind: 'year' } };
}

/** Of a few things with a price each at each time, a mean of all of them is nothing's price: a line each. */
function thingOf({ categories, contract }: Subject, measure: Measure, axis: Axis): Category | undefined {
  const { key } = contract;
  if (isAdditive(measure) || key.length !== 2 || !key.includes(axis.column)) return undefined;
  return categories.find(
    ({ column, kind, distinct = 0 }) =>
      kind === 'text' && column !== axis.column && key.includes(column) && distinct >= 2 && distinct <= mostLines,
  );
}

/** Lines need rows in every period, or they fall to pieces. */
function colourOf({ categories, profile }: Subject, axis: Axis): Category | undefined {
  const own = profile.columns.get(axis.column);
  const periods = (axis.kind === 'time' ? own?.times?.periods[axis.period] : own?.distinct) ?? 0;
  if (profile.rows === 0 || periods < fewestPeriods) return undefined;
  const isDense = (lines: number) => profile.rows / (periods * lines) >= fewestRows;
  return categories
    .slice(0, 4)
    .filter(({ kind, nullable }) => kind === 'text' && !nullable)
    .find(({ distinct = 0 }) => distinct >= 2 && distinct <= mostLines && isDense(distinct));
}
