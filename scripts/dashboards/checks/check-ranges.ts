import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { Dashboard } from '../dashboard.ts';
import { rangeEmpty } from '../findings/blank-findings.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { readDate } from '../shape/read-date.ts';

/** Ranges that begin after their end: nothing passes such a filter, and such a slider has no place to stand. */
export function checkRanges(dashboard: Dashboard): DashboardFinding[] {
  return [...dashboard.index.all()].flatMap(({ type, value, path }) => {
    const [least, most] = endsOf(type, value);
    if (least === undefined || most === undefined) return [];
    const [from, to] = [orderOf(least.value, type), orderOf(most.value, type)];
    if (from === undefined || to === undefined || from <= to) return [];
    const at = [...path, ...most.path];
    return [rangeEmpty(dashboard.placeOf(at), formatJsonPath(at), String(least.value), String(most.value))];
  });
}

interface End {
  readonly path: JsonPath;
  readonly value: unknown;
}

function endsOf(type: string, value: Readonly<Record<string, unknown>>): readonly (End | undefined)[] {
  switch (type) {
    case 'FilterSliderControl':
    case 'ParameterSliderControl':
    case 'DefaultSliderControlOptions':
      return ['MinimumValue', 'MaximumValue'].map((member) => ({ path: [member], value: value[member] }));
    case 'NumericRangeFilter':
      return ['RangeMinimum', 'RangeMaximum'].map((member) => staticValue(member, value[member]));
    case 'TimeRangeFilter':
      return ['RangeMinimumValue', 'RangeMaximumValue'].map((member) => staticValue(member, value[member]));
    default:
      return [];
  }
}

/** A parameter or a rolling date may be anything. */
const staticValue = (member: string, end: unknown): End | undefined =>
  typeof end === 'object' && end !== null && 'StaticValue' in end
    ? { path: [member, 'StaticValue'], value: end.StaticValue }
    : undefined;

/** What of an end can be compared: a number, or a date's milliseconds. */
function orderOf(end: unknown, type: string): number | undefined {
  if (type !== 'TimeRangeFilter') return typeof end === 'number' ? end : undefined;
  return typeof end === 'number' || typeof end === 'string' ? readDate(end)?.getTime() : undefined;
}
