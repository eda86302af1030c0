import type { AxisModel, Cell, FieldModel } from '../../model.ts';
import { formatDate } from '../format/format-date.ts';
import { formatTick, formatValue } from '../format/format-value.ts';
import type { Paint } from '../palette.ts';

/** Where the plot sits: labels are kept inside, captions and legends are HTML outside. */
export const grid = {
  left: 4,
  right: 14,
  top: 10,
  bottom: 4,
  outerBoundsMode: 'same',
  outerBoundsContain: 'all',
} as const;

/** An axis of names. `from-top` lists the first member at the top, as horizontal bars are read. */
export function categoryAxis(labels: readonly string[], axis: AxisModel, paint: Paint, order: 'plain' | 'from-top') {
  const data: string[] = [...labels];
  return {
    type: 'category',
    data,
    show: axis.visible,
    inverse: order === 'from-top',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.hairline } },
    axisLabel: {
      ...labelStyle(paint),
      hideOverlap: true,
      ...(order === 'from-top' ? { interval: 0, width: paint.narrow ? 104 : 150 } : { width: 110 }),
      overflow: 'truncate',
    },
    ...titleOf(axis, paint, order === 'from-top' ? 'up' : 'along'),
  } as const;
}

/** An axis of time in UTC, whose ticks are no finer than the data. */
export function timeAxis(field: FieldModel, axis: AxisModel, paint: Paint) {
  return {
    type: 'time',
    show: axis.visible,
    minInterval: field.granularity === undefined ? 0 : spans[field.granularity],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.hairline } },
    splitLine: { show: false },
    axisLabel: {
      ...labelStyle(paint),
      hideOverlap: true,
      formatter: (milliseconds: number) => timeTick(milliseconds, field.granularity),
    },
    ...titleOf(axis, paint, 'along'),
  } as const;
}

/**
 * An axis of values.
 * @param zero `always`: bars and areas, whose length is read; `near`: lines, which start at zero unless that would press
 *   them into less than two fifths of the height
 */
export function valueAxis(
  values: readonly (number | null)[],
  field: FieldModel | undefined,
  axis: AxisModel,
  paint: Paint,
  zero: 'always' | 'near',
) {
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const cramped =
    zero === 'near' && (least > 0 ? (most - least) / most < 0.4 : most < 0 && (most - least) / -least < 0.4);
  return {
    type: axis.logarithmic ? 'log' : 'value',
    show: axis.visible,
    scale: cramped,
    ...(axis.minimum === undefined ? {} : { min: axis.minimum }),
    ...(axis.maximum === undefined ? {} : { max: axis.maximum }),
    ...stepOf(axis, paint),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: axis.gridLines, lineStyle: { color: paint.hairline, width: 1 } },
    axisLabel: {
      ...labelStyle(paint),
      hideOverlap: true,
      formatter: (value: number) => (field === undefined ? String(value) : formatTick(value, field)),
    },
  } as const;
}

/** An axis of numbers that are positions (years): linear, from the first to the last. */
export function numberAxis(field: FieldModel, axis: AxisModel, paint: Paint, whole: boolean) {
  return {
    type: 'value',
    show: axis.visible,
    min: 'dataMin',
    max: 'dataMax',
    minInterval: whole ? 1 : 0,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.hairline } },
    splitLine: { show: false },
    axisLabel: {
      ...labelStyle(paint),
      hideOverlap: true,
      formatter: (value: number) => formatValue(value, field),
    },
    ...titleOf(axis, paint, 'along'),
  } as const;
}

/** Four steps, or, where the definition sets both ends, as many as make the steps round. */
function stepOf(
  { minimum, maximum, logarithmic }: AxisModel,
  paint: Paint,
): { splitNumber: number } | { interval: number } {
  const usual = { splitNumber: paint.narrow ? 3 : 4 };
  if (minimum === undefined || maximum === undefined || logarithmic) return usual;
  const steps = [4, 5, 3, 6].map((count) => (maximum - minimum) / count);
  const round = steps.find(
    (step) => step > 0 && [1, 2, 2.5, 5].includes(Number((step / 10 ** Math.floor(Math.log10(step))).toPrecision(6))),
  );
  return round === undefined ? usual : { interval: round };
}

/** Says what a value axis shows: the definition's title, or else the fields' labels with their unit. */
export function axisCaption(axis: AxisModel, fields: readonly FieldModel[]): string | undefined {
  if (!axis.visible) return undefined;
  if (axis.title !== undefined) return axis.title === '' ? undefined : axis.title;
  const labels = new Set(fields.map((field) => withUnit(field)));
  if (labels.size === 1) return [...labels][0];
  // The legend names the fields; what they have in common is the unit.
  const units = new Set(fields.map(unitOf));
  const [unit = ''] = units;
  return units.size === 1 && unit !== '' ? unit : undefined;
}

/** A label with the unit that its format implies, unless the label says it already. */
export function withUnit(field: FieldModel): string {
  const unit = unitOf(field);
  const said = unit === '' || field.label.toLowerCase().includes(unit.toLowerCase());
  return said ? field.label : `${field.label} (${unit})`;
}

function unitOf({ format }: FieldModel): string {
  return format.kind === 'currency' ? (format.currency ?? 'USD') : format.kind === 'percent' ? '%' : '';
}

/** What a category means on a time axis: milliseconds, or undefined when the field holds no dates. */
export function isTime(field: FieldModel | undefined, categories: readonly Cell[]): field is FieldModel {
  return field?.type === 'date' && categories.every((cell) => typeof cell === 'string');
}

const day = 86_400_000;
const spans = {
  YEAR: 365 * day,
  QUARTER: 89 * day,
  MONTH: 28 * day,
  WEEK: 7 * day,
  DAY: day,
  HOUR: 3_600_000,
  MINUTE: 60_000,
  SECOND: 1000,
} as const;

function timeTick(milliseconds: number, granularity: FieldModel['granularity']): string {
  const iso = new Date(milliseconds).toISOString();
  const pattern = iso.endsWith('-01-01T00:00:00.000Z')
    ? 'YYYY'
    : granularity === 'QUARTER'
      ? '[Q]Q'
      : iso.endsWith('-01T00:00:00.000Z')
        ? 'MMM'
        : iso.endsWith('T00:00:00.000Z')
          ? 'MMM D'
          : 'HH:mm';
  return formatDate(iso, { granularity, pattern });
}

function labelStyle(paint: Paint) {
  return { color: paint.muted, fontFamily: paint.font, fontSize: 12 } as const;
}

function titleOf(axis: AxisModel, paint: Paint, direction: 'along' | 'up') {
  return {
    name: axis.title ?? '',
    nameLocation: 'middle',
    nameGap: 8,
    nameRotate: direction === 'up' ? 90 : 0,
    nameTextStyle: { ...labelStyle(paint) },
  } as const;
}
