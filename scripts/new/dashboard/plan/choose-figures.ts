import type { Period } from '../profile/profile.ts';
import { columnTitle, inSentence, sentenceCase } from '../roles/column-words.ts';
import { formatOf } from '../roles/format-of.ts';
import { type Measure, mixed } from '../roles/measure.ts';
import type { VisualPlan } from './plan.ts';
import type { Subject } from './subject.ts';

const most = 4;

/** The figures that a sheet begins with: two to four, where the table has as many. */
export function chooseFigures(subject: Subject): readonly VisualPlan[] {
  const { measures, count, entity, panel, primary } = subject;
  const telling = mixed([...measures.filter(({ score }) => score > 0), ...(entity ? flagShares(subject) : [])]);
  const counted = !panel && (entity || telling.length < 2) ? [count] : [];
  const leads = primary === count || telling.length === 0;
  const chosen = leads ? [...counted, ...telling] : [...telling.slice(0, entity ? most - 1 : most), ...counted];
  const figures = unique(entity && !leads ? [...counted, ...chosen] : chosen).slice(0, most);
  return [...figures, ...distinctCounts(subject).slice(0, Math.max(0, 2 - figures.length))].map((measure) =>
    figureOf(measure, subject),
  );
}

const unique = (measures: readonly Measure[]): readonly Measure[] => [
  ...new Map(measures.map((one) => [one.title, one])).values(),
];

function figureOf(measure: Measure, subject: Subject): VisualPlan {
  const { time } = subject;
  const period = time?.figure;
  const trend = time === undefined || period === undefined ? undefined : { column: time.column, period };
  const subtitle =
    period === undefined || measure.aggregation === 'DISTINCT_COUNT'
      ? undefined
      : time?.complete === true
        ? `Latest ${period}, against the ${period} before`
        : `Latest ${period} so far, against the ${period} before`;
  const id = measure.aggregation === 'DISTINCT_COUNT' ? `${measure.id}-values` : measure.id;
  return {
    kind: 'kpi',
    id,
    title: measure.title,
    subtitle,
    measure: period === undefined ? measure : ofOnePeriod(measure, period, subject),
    trend: measure.aggregation === 'DISTINCT_COUNT' ? undefined : trend,
  };
}

/** What comes to one period is less than the whole, and written accordingly. */
function ofOnePeriod(measure: Measure, period: Period, { columns, profile, time }: Subject): Measure {
  const column = columns.find((each) => each.column.name === measure.column)?.column;
  const periods = profile.columns.get(time?.column ?? '')?.times?.periods[period] ?? 1;
  if (column === undefined || !['SUM', 'AVERAGE', 'MIN', 'MAX'].includes(measure.aggregation)) return measure;
  const numbers = profile.columns.get(column.name)?.numbers;
  return { ...measure, format: formatOf(column, measure.aggregation, numbers, profile.rows / Math.max(1, periods)) };
}

/** Of things that are or are not so: how many are. */
function flagShares({ columns }: Subject): readonly Measure[] {
  const format = { kind: 'percent', decimals: 1 } as const;
  return columns
    .filter(({ role }) => role === 'flag')
    .map(({ column }) => {
      const title = `${columnTitle(column).replace(/^(Is|Has) /, '')} share`;
      return {
        id: `${column.name.replaceAll('_', '-')}-share`,
        title: sentenceCase(title),
        column: `${columnTitle(column)} share`,
        computed: `ifelse({${column.name}} = 1, 1, 0)`,
        of: 'number',
        aggregation: 'AVERAGE',
        format,
        cell: format,
        unit: undefined,
        score: 0.5,
        negative: false,
      };
    });
}

/** Where nothing is measured, how many different values there are is a figure too. */
function distinctCounts({ columns, profile, measures }: Subject): readonly Measure[] {
  const format = { kind: 'number', decimals: 0, scaled: false, suffix: '' } as const;
  return columns
    .filter(({ role }) => ['category', 'crowd', 'label', 'identifier'].includes(role))
    .filter(({ column }) => !measures.some((measure) => measure.column === column.name))
    .filter(({ column }) => {
      const distinct = profile.columns.get(column.name)?.distinct ?? 0;
      return profile.rows === 0 || (distinct > 1 && distinct < profile.rows);
    })
    .map(({ column }) => ({
      id: column.name.replaceAll('_', '-'),
      title: `Different ${inSentence(plural(column.name))}`,
      column: column.name,
      of: column.type.kind === 'string' ? 'text' : 'number',
      aggregation: 'DISTINCT_COUNT',
      format,
      cell: format,
      unit: undefined,
      score: 0,
      negative: false,
    }));
}

function plural(name: string): string {
  const words = name.replace(/_(name|label)$/, '').replaceAll('_', ' ');
  if (/(s|x|ch|sh)$/.test(words)) return words.endsWith('ss') || !words.endsWith('s') ? `${words}es` : words;
  return /[^aeiou]y$/.test(words) ? `${words.slice(0, -1)}ies` : `${words}s`;
}
