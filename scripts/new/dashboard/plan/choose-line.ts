import { inSentence } from '../roles/column-words.ts';
import type { Measure } from '../roles/measure.ts';
import type { Category } from './choose-categories.ts';
import type { Axis, VisualPlan } from './plan.ts';
import type { Subject } from './subject.ts';

/** Lines of one chart at most: more can't be told apart. */
const mostLines = 6;

/** A measure along the time, or along a year; undefined: the table has neither. @param coloured whether a category may split it */
export function chooseLine(subject: Subject, measure: Measure, coloured: boolean): VisualPlan | undefined {
  const axis = axisOf(subject);
  if (axis === undefined) return undefined;
  const colour = coloured ? colourOf(subject) : undefined;
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

function colourOf({ categories, profile }: Subject): Category | undefined {
  if (profile.rows === 0) return undefined;
  return categories
    .slice(0, 4)
    .find(({ kind, distinct = 0, nullable }) => kind === 'text' && !nullable && distinct >= 2 && distinct <= mostLines);
}
