import type { FieldModel } from '../../model.ts';
import { svgElement } from '../element.ts';
import { formatDate } from '../format/format-date.ts';
import { formatValue } from '../format/format-value.ts';

const [width, height, inset] = [200, 40, 4];

/**
 * A small line of a figure's course; gaps stay gaps. It stretches to the card's width.
 * @param points ISO dates and values, oldest first
 */
export function sparkline(points: readonly (readonly [string, number | null])[], field: FieldModel): SVGSVGElement {
  const known = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => inset + (at / Math.max(1, points.length - 1)) * (width - 2 * inset);
  const y = (value: number) => height - inset - ((value - least) / (most - least || 1)) * (height - 2 * inset);
  let path = '';
  let pen: 'M' | 'L' = 'M';
  points.forEach(([, value], at) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    path += `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
  });
  return svgElement(
    'svg',
    {
      class: 'sparkline',
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': sentence(points, field),
    },
    svgElement('path', { d: path, class: 'sparkline-line', 'vector-effect': 'non-scaling-stroke' }),
  );
}

function sentence(points: readonly (readonly [string, number | null])[], field: FieldModel): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'No course';
  const say = ([date, value]: readonly [string, number | null]) =>
    `${formatValue(value, field)} on ${formatDate(date, { granularity: undefined, pattern: undefined })}`;
  return `Course of ${field.label}: from ${say(first)} to ${say(last)}`;
}
