import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { Dashboard } from '../dashboard.ts';
import { parameterDefault } from '../findings/blank-findings.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { parameterType, parameterUncontrolled } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { type ParameterKind, parameterKinds } from './parameter-kinds.ts';

const numbers: readonly ParameterKind[] = ['Integer', 'Decimal'];

/** Members that take a parameter, by structure, and the kinds that fit. */
const takes: Readonly<Record<string, { readonly member: string; readonly kinds: readonly ParameterKind[] }>> = {
  CustomFilterConfiguration: { member: 'ParameterName', kinds: ['String'] },
  NumericEqualityFilter: { member: 'ParameterName', kinds: numbers },
  NumericRangeFilterValue: { member: 'Parameter', kinds: numbers },
  TimeEqualityFilter: { member: 'ParameterName', kinds: ['DateTime'] },
  TimeRangeFilterValue: { member: 'Parameter', kinds: ['DateTime'] },
  RelativeDatesFilter: { member: 'ParameterName', kinds: numbers },
  TopBottomFilter: { member: 'ParameterName', kinds: numbers },
  ParameterDateTimePickerControl: { member: 'SourceParameterName', kinds: ['DateTime'] },
  ParameterSliderControl: { member: 'SourceParameterName', kinds: numbers },
};

const controls = /^Parameter\w+Control$/;

interface Use {
  readonly name: string;
  readonly path: JsonPath;
  readonly structure: string;
}

/** Parameters fit what takes them, can be set where a filter depends on them, and have the default that they need. */
export function checkParameterUse(dashboard: Dashboard): DashboardFinding[] {
  const kinds = parameterKinds(dashboard);
  const uses = [...usesOf(dashboard)];
  return [
    ...uses.flatMap(({ name, path, structure }) => {
      const kind = kinds.get(name);
      const fitting = takes[structure]?.kinds ?? [];
      if (kind === undefined || fitting.includes(kind)) return [];
      return [parameterType(dashboard.placeOf(path), formatJsonPath(path), name, kind, structure, fitting)];
    }),
    ...uncontrolled(dashboard, uses, kinds),
    ...checkSetValues(dashboard, kinds),
    ...withoutDefault(dashboard),
  ];
}

function* usesOf(dashboard: Dashboard): Generator<Use> {
  for (const { type, value, path } of dashboard.index.all()) {
    const taken = Object.hasOwn(takes, type) ? takes[type] : undefined;
    const name = taken === undefined ? undefined : value[taken.member];
    if (taken !== undefined && typeof name === 'string') yield { name, path: [...path, taken.member], structure: type };
  }
}

/** A filter that follows a parameter which nothing on any sheet sets shows its default for ever: a warning, as a link may set it. */
function uncontrolled(
  dashboard: Dashboard,
  uses: readonly Use[],
  kinds: ReadonlyMap<string, ParameterKind>,
): DashboardFinding[] {
  // Sheets[0].ParameterControls[0].Dropdown: it could have been what sets one.
  if (dashboard.index.hasLost(['Sheets'], 4)) return [];
  const settable = new Set<string>();
  for (const { type, value } of dashboard.index.all()) {
    const name = controls.test(type) ? value['SourceParameterName'] : value['DestinationParameterName'];
    if (typeof name === 'string') settable.add(name);
  }
  // A default that a data set holds for each reader is set there.
  for (const { value } of dashboard.index.of('ParameterDeclaration')) {
    const { Name: name, DefaultValues: values } = Object.values(value)[0] ?? {};
    if (name !== undefined && values?.DynamicValue !== undefined) settable.add(name);
  }
  const told = new Set<string>();
  return uses.flatMap(({ name, path, structure }) => {
    const isFilter = !controls.test(structure);
    if (!isFilter || !kinds.has(name) || settable.has(name) || told.has(name)) return [];
    told.add(name);
    return [parameterUncontrolled(dashboard.placeOf(path), formatJsonPath(path), name)];
  });
}

const values: Readonly<Record<string, readonly ParameterKind[]>> = {
  StringValues: ['String'],
  IntegerValues: numbers,
  DecimalValues: ['Decimal'],
  DateTimeValues: ['DateTime'],
};

/** What an action sets a parameter to is of the parameter's kind. */
function checkSetValues(dashboard: Dashboard, kinds: ReadonlyMap<string, ParameterKind>): DashboardFinding[] {
  return dashboard.index.of('SetParameterValueConfiguration').flatMap(({ value, path }) => {
    const { DestinationParameterName: name = '', Value: set } = value;
    const kind = kinds.get(name);
    if (kind === undefined) return [];
    const source = kinds.get(set?.SourceParameterName ?? '');
    const given = Object.keys(set?.CustomValuesConfiguration?.CustomValues ?? {});
    const wrong = given.find((member) => values[member]?.includes(kind) === false);
    const at = [...path, 'DestinationParameterName'];
    const fits = source === undefined || source === kind || (numbers.includes(source) && numbers.includes(kind));
    if (fits && wrong === undefined) return [];
    const fitting = wrong === undefined ? (source === undefined ? [] : [source]) : (values[wrong] ?? []);
    return [
      parameterType(dashboard.placeOf(at), formatJsonPath(at), name, kind, 'the value that it is set to', fitting),
    ];
  });
}

/** QuickSight shows nothing where a date parameter without a default is used. */
function withoutDefault(dashboard: Dashboard): DashboardFinding[] {
  return dashboard.index.of('DateTimeParameterDeclaration').flatMap(({ value, path }) => {
    const { DynamicValue: dynamic, RollingDate: rolling, StaticValues: statics = [] } = value.DefaultValues ?? {};
    if (dynamic !== undefined || rolling !== undefined || statics.length > 0) return [];
    if (value.ValueWhenUnset !== undefined) return [];
    return [parameterDefault(dashboard.placeOf(path), formatJsonPath(path), value.Name ?? '')];
  });
}
