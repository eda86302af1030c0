import type { Cell, VisualModel } from '../../model.ts';
import { formatMember, formatValue } from '../format/format-value.ts';
import { namedColors, type Paint } from '../palette.ts';
import type { Chart } from './chart-option.ts';
import { hoveredIndex, tooltipContent, tooltipStyle } from './tooltip.ts';

export type MapVisual = Extract<VisualModel, { kind: 'map' }>;

interface Point {
  readonly at: readonly [number, number];
  readonly name: string;
  readonly member: string | undefined;
  readonly size: number | null;
  readonly row: readonly Cell[];
}

/** Points on a world map, their area in proportion to the first value; the view holds every point with room around. */
export function mapChart(visual: MapVisual, paint: Paint): Chart {
  const points = pointsOf(visual);
  const members = [...new Set(points.map(({ member }) => member).filter((member) => member !== undefined))];
  const colors = namedColors(visual, paint, members.length === 0 ? [[]] : members.map((member) => [member]));
  const most = Math.max(0, ...points.map(({ size }) => Math.abs(size ?? 0)));
  const bounds = boundsOf(points);
  const drawn = points.toSorted((left, right) => Math.abs(right.size ?? 0) - Math.abs(left.size ?? 0));
  const colorOf = (point: Point) =>
    colors[point.member === undefined ? 0 : members.indexOf(point.member)] ?? paint.accent;
  return {
    caption: captionOf(visual),
    minimum: {},
    legend: members.length < 2 ? [] : members.map((name, at) => ({ name, color: colors[at] ?? '', mark: 'dot' })),
    option: {
      animation: paint.animate,
      geo: {
        map: 'world',
        roam: false,
        silent: true,
        boundingCoords: [
          [bounds.west, bounds.north],
          [bounds.east, bounds.south],
        ],
        aspectScale: Math.max(0.5, Math.cos((((bounds.north + bounds.south) / 2) * Math.PI) / 180)),
        left: 0,
        right: 0,
        top: 0,
        preserveAspect: 'contain',
        bottom: 0,
        itemStyle: { areaColor: paint.land, borderColor: paint.surface, borderWidth: 0.8 },
        label: { show: false },
        emphasis: { disabled: true },
      },
      tooltip: {
        ...tooltipStyle(paint),
        trigger: 'item',
        formatter: (parameters: unknown) => {
          const point = drawn[hoveredIndex(parameters) ?? 0];
          return point === undefined ? '' : tooltipContent(point.name, rowsOf(visual, point, colorOf(point)));
        },
      },
      series: [
        {
          type: 'scatter',
          coordinateSystem: 'geo',
          data: drawn.map((point) => ({
            name: point.name,
            value: [...point.at],
            symbolSize:
              most === 0 || point.size === null ? 9 : Math.max(5, 34 * Math.sqrt(Math.abs(point.size) / most)),
            itemStyle: { color: colorOf(point), opacity: 0.72, borderColor: paint.surface, borderWidth: 1 },
          })),
          emphasis: { scale: false, itemStyle: { opacity: 0.95 } },
        },
      ],
    },
  };
}

function pointsOf(visual: MapVisual): readonly Point[] {
  const { fields, rows } = visual.result;
  const label = (row: readonly Cell[], wells: readonly number[]) =>
    wells.flatMap((index) => {
      const field = fields[index];
      return field === undefined ? [] : [formatMember(row[index] ?? null, field)];
    });
  return rows.flatMap((row) => {
    const [longitude, latitude] = [row[visual.longitude], row[visual.latitude]];
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return [];
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return [];
    const size = row[visual.values[0] ?? -1];
    const names = label(row, visual.labels);
    return [
      {
        at: [longitude, latitude] as const,
        name: names.length > 0 ? names.join(', ') : `${latitude.toFixed(2)}, ${longitude.toFixed(2)}`,
        member: visual.colors.length > 0 ? label(row, visual.colors).join(' · ') : undefined,
        size: typeof size === 'number' ? size : null,
        row,
      },
    ];
  });
}

function rowsOf(visual: MapVisual, point: Point, color: string) {
  return visual.values.flatMap((index) => {
    const field = visual.result.fields[index];
    return field === undefined
      ? []
      : [{ name: field.label, value: formatValue(point.row[index] ?? null, field), color }];
  });
}

function captionOf(visual: MapVisual): string | undefined {
  const label = visual.result.fields[visual.values[0] ?? -1]?.label;
  return label === undefined ? undefined : `Area of a point: ${label}`;
}

/** The points' box with a fifth of room on each side, at least 24 degrees high and within the drawn world. */
function boundsOf(points: readonly Point[]) {
  if (points.length === 0) return { west: -170, east: 190, south: -58, north: 84 };
  const longitudes = points.map(({ at }) => at[0]);
  const latitudes = points.map(({ at }) => at[1]);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [width, height] = [Math.max(east - west, 24), Math.max(north - south, 24)];
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return {
    west: x - width * 0.65,
    east: x + width * 0.65,
    south: Math.max(-58, y - height * 0.65),
    north: Math.min(84, y + height * 0.65),
  };
}
