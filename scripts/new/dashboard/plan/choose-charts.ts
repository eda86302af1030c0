import { columnTitle, inSentence, sentenceCase } from '../roles/column-words.ts';
import { isAdditive, type Measure, unitText } from '../roles/measure.ts';
import { binsOf } from './bins.ts';
import type { Category } from './choose-categories.ts';
import { chooseLine } from './choose-line.ts';
import { slug } from './count-of-rows.ts';
import { placesOf } from './geographic-roles.ts';
import type { PlannedRow, VisualPlan } from './plan.ts';
import type { Subject } from './subject.ts';

/** Bars that a sheet has at most: what is more is found by the controls. */
const mostBars = 4;
/** Bars in one chart; what is beyond is put together, or left out where it would dwarf the rest. */
const mostInBar = 15;
const shownOfMore = 12;
const topOf = 10;

/** The charts between the figures and the rows. One row of data makes none. */
export function chooseCharts(subject: Subject): readonly PlannedRow[] {
  if (subject.profile.rows === 1) return [];
  const categories = subject.categories.slice(0, mostBars);
  const bars = categories.map((category) => barOf(subject.primary, category));
  const map = mapOf(subject);
  const line = chooseLine(subject, subject.primary, true);
  const [second, third] = secondMeasures(subject);
  const secondLine = second === undefined ? undefined : chooseLine(subject, second, false);
  const [category] = categories;
  const secondBars =
    category === undefined
      ? []
      : [second, third].flatMap((each) => (each === undefined ? [] : [barOf(each, category)]));
  const histograms = histogramsOf(subject);
  const beside = map === undefined ? bars : bars.filter((bar) => bar !== partnerOf(map, bars));
  const fillers = [...(secondLine === undefined ? [] : [secondLine]), ...secondBars, ...histograms];
  const pool = poolOf(beside, fillers, line === undefined && map === undefined);
  return rowsOf(line, map === undefined ? undefined : [map, partnerOf(map, bars)], pool);
}

/** An even number of charts, so that no row is half empty; without categories the spread of the numbers. */
function poolOf(bars: readonly VisualPlan[], fillers: readonly VisualPlan[], bare: boolean): readonly VisualPlan[] {
  if (bars.length === 0) {
    const some = fillers.filter(({ kind }) => kind === 'histogram' || kind === 'line').slice(0, bare ? 4 : 2);
    return some.length === 3 ? some.slice(0, 2) : some;
  }
  if (bars.length % 2 === 0) return bars;
  const [filler] = fillers;
  if (filler === undefined) return bars.length > 2 && bare ? bars.slice(0, -1) : bars;
  return filler.kind === 'line' ? [filler, ...bars] : [...bars.slice(0, 1), filler, ...bars.slice(1)];
}

function rowsOf(
  line: VisualPlan | undefined,
  mapRow: readonly (VisualPlan | undefined)[] | undefined,
  pool: readonly VisualPlan[],
): readonly PlannedRow[] {
  const rows: PlannedRow[] = [];
  const rest = [...pool];
  if (line !== undefined) {
    const partner = rest.length % 2 === 0 ? undefined : rest.shift();
    rows.push(rowOf(partner === undefined ? [line] : [line, partner], [22, 14]));
  }
  if (mapRow !== undefined)
    rows.push(
      rowOf(
        mapRow.filter((each) => each !== undefined),
        [20, 16],
      ),
    );
  while (rest.length > 0) {
    const pair = rest.splice(0, 2);
    rows.push(rowOf(pair, pair[0]?.kind === 'line' ? [22, 14] : [18, 18]));
  }
  return rows;
}

function rowOf(visuals: readonly VisualPlan[], shares: readonly number[]): PlannedRow {
  const height = Math.max(...visuals.map(heightOf));
  if (visuals.length === 1) return { height, visuals: visuals.map((visual) => ({ visual, columns: 36 })) };
  return { height, visuals: visuals.map((visual, index) => ({ visual, columns: shares[index] ?? 18 })) };
}

function heightOf(visual: VisualPlan): number {
  if (visual.kind === 'map') return 16;
  if (visual.kind === 'line') return 13;
  if (visual.kind === 'histogram') return 12;
  return Math.min(17, Math.max(10, 4 + barsIn(visual)));
}

/** A horizontal bar wants a row of the grid. */
function barsIn(visual: VisualPlan): number {
  if (visual.kind !== 'bar' || visual.category.kind === 'number') return 0;
  const distinct = (visual.category.distinct ?? 6) + (visual.category.nullable ? 1 : 0);
  return Math.min(distinct, (visual.most ?? distinct) + 1);
}

function barOf(measure: Measure, category: Category): VisualPlan {
  const isCrowd = (category.distinct ?? 0) > 30;
  const most = isCrowd ? topOf : (category.distinct ?? 0) > mostInBar ? shownOfMore : undefined;
  const isMore = most !== undefined && (isCrowd || !isAdditive(measure));
  return {
    kind: 'bar',
    id: `${measure.id}-by-${category.id}`,
    title:
      category.kind === 'flag'
        ? `${measure.title}: ${inSentence(category.title)}?`
        : `${measure.title} by ${inSentence(category.title)}`,
    subtitle: barSubtitle(category, isMore ? most : undefined),
    measure,
    category,
    most: category.kind === 'number' ? undefined : most,
  };
}

function barSubtitle({ distinct = 0, nullable, title, kind }: Category, most: number | undefined): string | undefined {
  const top = most === undefined ? undefined : `The ${most} highest of ${distinct.toLocaleString('en-US')}`;
  const without = nullable && kind === 'text' ? `rows without ${inSentence(title)} left out` : undefined;
  if (top !== undefined && without !== undefined) return `${top}; ${without}`;
  return top ?? (without === undefined ? undefined : sentenceCase(without));
}

/** What else is worth a chart: of another unit than the first, first of all. */
function secondMeasures({ measures, primary, count, panel }: Subject): readonly Measure[] {
  const others = measures.filter((measure) => measure.column !== primary.column && measure.score > 0);
  const isOther = (measure: Measure) =>
    measure.aggregation !== primary.aggregation || unitText(measure) !== unitText(primary);
  const sorted = [...others.filter(isOther), ...others.filter((measure) => !isOther(measure))];
  return primary === count || panel ? sorted : [...sorted, count];
}

function mapOf(subject: Subject): VisualPlan | undefined {
  const places = placesOf(subject);
  if (places === undefined) return undefined;
  const { primary } = subject;
  const by = places.label === undefined ? 'place' : inSentence(places.label.title);
  return {
    kind: 'map',
    id: `${primary.id}-map`,
    title: `${primary.title} by ${by} on the map`,
    subtitle: places.missing ? 'Rows without coordinates have no circle' : undefined,
    measure: primary,
    latitude: places.latitude,
    longitude: places.longitude,
    colour: places.label,
  };
}

/** Beside the map stand the bars of what it names. */
function partnerOf(map: VisualPlan, bars: readonly VisualPlan[]): VisualPlan | undefined {
  const label = map.kind === 'map' ? map.colour?.column : undefined;
  return bars.find((bar) => bar.kind === 'bar' && bar.category.column === label) ?? bars[0];
}

function histogramsOf(subject: Subject): readonly VisualPlan[] {
  const { measures, profile, count, columns } = subject;
  const taken = new Set(columns.map(({ column }) => column.name));
  return measures.flatMap((measure): VisualPlan[] => {
    const column = columns.find((each) => each.column.name === measure.column)?.column;
    const bins = binsOf(measure, profile.columns.get(measure.column), taken);
    if (column === undefined || bins === undefined) return [];
    const title = columnTitle(column);
    return [
      {
        kind: 'histogram',
        id: `${slug(title)}-spread`,
        title: `Distribution of ${inSentence(title)}`,
        subtitle: `${count.title} by steps; the first and the last hold what is beyond`,
        measure: count,
        bins,
      },
    ];
  });
}
