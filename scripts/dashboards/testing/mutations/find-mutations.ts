import type { JsonPath } from '../../../../lambda/schema/json-document.ts';
import type { FormulaCode } from '../../../formula/formula-problem.ts';
import { type FormulaMutation, formulaMutations, mutateFormula } from '../../../formula/testing/mutate-formula.ts';
import { expressionHolders } from '../../checks/check-expressions.ts';
import type { Dashboard } from '../../dashboard.ts';
import { readSchema } from '../../shape/read-schema.ts';
import type { Mutation } from './mutation.ts';
import { pickSome } from './pick-some.ts';

/** Members that refer to something by its name, by structure; `*` in any structure that is not in `names`. */
const references: Readonly<Record<string, readonly string[]>> = {
  ColumnIdentifier: ['DataSetIdentifier'],
  CalculatedField: ['DataSetIdentifier'],
  GridLayoutElement: ['ElementId'],
  FreeFormLayoutElement: ['ElementId'],
  SheetVisualScopingConfiguration: ['SheetId', 'VisualIds'],
  SheetTooltip: ['SheetId'],
  LocalNavigationConfiguration: ['TargetSheetId'],
  SameSheetTargetVisualConfiguration: ['TargetVisuals'],
  FilterOperationSelectedFieldsConfiguration: ['SelectedFields'],
  '*': [
    'SourceFilterId',
    'SourceSheetControlId',
    'ParameterName',
    'Parameter',
    'SourceParameterName',
    'DestinationParameterName',
    'SourceField',
    'MeasureFieldId',
    'FieldId',
  ],
};
const fields = /^(Categorical|Date|Numerical)(Dimension|Measure)Field$|^CalculatedMeasureField$|^UnaggregatedField$/;

/** Every mutation of some kind that could be made, up to `most` of each, chosen by `random`. */
export function findMutations(dashboard: Dashboard, most: number, random: () => number): Mutation[] {
  const { $defs: definitions = {} } = readSchema('dashboard-definition');
  const found: Mutation[] = [];
  const add = (kind: Mutation['kind'], path: JsonPath, change: Mutation['change']) =>
    found.push({ kind, path, change });
  for (const { type, value, path } of dashboard.index.all()) {
    const { properties = {}, required = [] } = definitions[type] ?? {};
    const referring = [...(references[type] ?? []), ...(fields.test(type) ? ['HierarchyId'] : (references['*'] ?? []))];
    for (const [key, member] of Object.entries(value)) {
      const at = [...path, key];
      add(required.includes(key) ? 'renamed required key' : 'renamed key', at, { key: misspelt(key, random) });
      const schema = properties[key] ?? {};
      const target = definitions[schema.$ref?.replace('#/$defs/', '') ?? ''];
      if (target?.enum !== undefined) add('wrong enum', at, { value: `${String(member)}_` });
      add('wrong type', at, { value: ofOtherType(member) });
      if (!referring.includes(key)) continue;
      if (typeof member === 'string') add('dangling id', at, { value: misspelt(member, random) });
      if (!Array.isArray(member)) continue;
      for (const [position, id] of member.entries())
        if (typeof id === 'string') add('dangling id', [...at, position], { value: misspelt(id, random) });
    }
    if (type === 'ColumnIdentifier' && typeof value['ColumnName'] === 'string') {
      add('wrong column', [...path, 'ColumnName'], { value: misspelt(value['ColumnName'], random) });
    }
    const expression = value['Expression'];
    const passes = passedOver(type);
    if (passes !== undefined && typeof expression === 'string') {
      for (const mistake of formulaMutations.filter((each) => !passes.has(foundAs[each] ?? 'formula-syntax'))) {
        const broken = mutateFormula(expression, mistake, random);
        // A field's name can be wrong only where the data set's columns are known, as a column's can.
        const kind = mistake === 'renamed-field' ? 'wrong column' : 'broken formula';
        if (broken !== undefined) add(kind, [...path, 'Expression'], { value: broken });
      }
    }
  }
  const kinds = Map.groupBy(found, ({ kind }) => kind);
  return [...kinds.values()].flatMap((mutations) => pickSome(mutations, most, random));
}

/** What mistakes are found as that are none in some places: a conditional format may have rows beside aggregates. */
const foundAs: Readonly<Partial<Record<FormulaMutation, FormulaCode>>> = {
  'rows-beside-aggregate': 'formula-mixed',
  'text-for-number': 'formula-type',
};

/** Codes that are let pass in the formulas of a structure; undefined: it has none. */
function passedOver(type: string): ReadonlySet<FormulaCode> | undefined {
  if (type === 'CalculatedField') return new Set();
  const holder = Object.entries(expressionHolders).find(([name]) => name === type)?.[1];
  return holder && (holder.differing.passes ?? new Set());
}

/** A name as a person gets it wrong: a letter too many, too few, or in the wrong case. The name of nothing else, as a rule. */
function misspelt(name: string, random: () => number): string {
  const at = Math.floor(random() * name.length);
  const way = random();
  if (way < 0.4 || name.length < 3) return `${name.slice(0, at)}${name[at] ?? ''}x${name.slice(at + 1)}`;
  if (way < 0.7) return name.slice(0, at) + name.slice(at + 1);
  const letter = name[at] ?? '';
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return other === letter ? `${name}x` : name.slice(0, at) + other + name.slice(at + 1);
}

function ofOtherType(value: unknown): unknown {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number' || typeof value === 'boolean') return `about ${value}`;
  return Array.isArray(value) ? { items: value } : [value];
}
