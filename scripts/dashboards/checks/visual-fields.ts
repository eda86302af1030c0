import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { Dashboard } from '../dashboard.ts';

/** Structures whose FieldId gives a field its name; in every other structure it refers to one. */
const declaring: ReadonlySet<string> = new Set([
  'CategoricalDimensionField',
  'CategoricalMeasureField',
  'CalculatedMeasureField',
  'DateDimensionField',
  'DateMeasureField',
  'NumericalDimensionField',
  'NumericalMeasureField',
  'UnaggregatedField',
]);

/** A FieldId somewhere in a visual. */
export interface FieldReference {
  readonly id: string;
  readonly path: JsonPath;
  /** The structure that holds it. */
  readonly structure: string;
}

/** The fields of one visual: those that it has, and where it speaks of them. */
export interface VisualFields {
  readonly ids: Set<string>;
  readonly references: FieldReference[];
}

/** The visual that a path leads into, as a key; undefined outside visuals. */
export function visualKey(path: JsonPath): string | undefined {
  return path[2] === 'Visuals' ? path.slice(0, 4).join('/') : undefined;
}

/** The fields of every visual, by `visualKey`. */
export function fieldsOfVisuals(dashboard: Dashboard): ReadonlyMap<string, VisualFields> {
  const visuals = new Map<string, VisualFields>();
  const visualOf = (path: JsonPath): VisualFields | undefined => {
    const key = visualKey(path);
    if (key === undefined) return undefined;
    const known = visuals.get(key) ?? { ids: new Set(), references: [] };
    visuals.set(key, known);
    return known;
  };
  for (const { type, value, path } of dashboard.index.all()) {
    const visual = visualOf(path);
    if (visual === undefined) continue;
    for (const member of ['FieldId', 'SourceField', 'MeasureFieldId']) {
      const id = value[member];
      if (typeof id !== 'string') continue;
      if (member === 'FieldId' && declaring.has(type)) visual.ids.add(id);
      else visual.references.push({ id, path: [...path, member], structure: type });
    }
    if (type !== 'FilterOperationSelectedFieldsConfiguration' || !Array.isArray(value['SelectedFields'])) continue;
    for (const [position, id] of value['SelectedFields'].entries()) {
      if (typeof id === 'string')
        visual.references.push({ id, path: [...path, 'SelectedFields', position], structure: type });
    }
  }
  return visuals;
}
