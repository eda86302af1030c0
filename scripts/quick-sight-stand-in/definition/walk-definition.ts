import { judgeValue } from '../shapes/judge-value.ts';
import { operationShape } from '../shapes/sdk-shapes.ts';

/** A structure of a definition by the name of its type, and the entity that it belongs to. */
export interface Found {
  readonly value: Readonly<Record<string, unknown>>;
  /** As the API names places: `sheet/overview/visual/revenue`, `filter-group/g/filter/f`; '' for the definition itself. */
  readonly entity: string;
}

/** Types that are an entity of their own: the word before the id, and the member that holds the id. */
const entities: Readonly<Record<string, readonly [word: string, id: string]>> = {
  SheetDefinition: ['sheet', 'SheetId'],
  FilterGroup: ['filter-group', 'FilterGroupId'],
  CalculatedField: ['calculated-field', 'Name'],
  StringParameterDeclaration: ['parameter', 'Name'],
  IntegerParameterDeclaration: ['parameter', 'Name'],
  DecimalParameterDeclaration: ['parameter', 'Name'],
  DateTimeParameterDeclaration: ['parameter', 'Name'],
};

/** Members by which visuals, filters and controls say who they are, whatever their type. */
const entityIds: readonly (readonly [id: string, word: string])[] = [
  ['VisualId', 'visual'],
  ['FilterId', 'filter'],
  ['ParameterControlId', 'parameter-control'],
  ['FilterControlId', 'filter-control'],
];

/** Every structure of a definition by type, in the order of the file. The definition has been judged before. */
export function walkDefinition(definition: object): ReadonlyMap<string, readonly Found[]> {
  const byType = new Map<string, Found[]>();
  /** The entities on the way to the structure that is visited: how deep each stands, and its word and id. */
  const above: { depth: number; name: string }[] = [];
  judgeValue(definition, definitionShape(), ({ name }, value, path) => {
    while ((above.at(-1)?.depth ?? -1) >= path.length) above.pop();
    const entity = entityName(name, value);
    if (entity !== undefined) above.push({ depth: path.length, name: entity });
    const found = { value, entity: above.map((part) => part.name).join('/') };
    const known = byType.get(name);
    if (known === undefined) byType.set(name, [found]);
    else known.push(found);
  });
  return byType;
}

function entityName(type: string, value: Readonly<Record<string, unknown>>): string | undefined {
  const own = entities[type];
  if (own !== undefined) return `${own[0]}/${value[own[1]]}`;
  const [id, word] = entityIds.find(([member]) => typeof value[member] === 'string') ?? [];
  // A reference by the same name is no entity: only what is a visual, a filter or a control has its id and says so by its type.
  return id !== undefined && /(Visual|Filter|Control)$/.test(type) ? `${word}/${value[id]}` : undefined;
}

function definitionShape() {
  const shape = operationShape('CreateDashboard').input.members.get('Definition')?.shape();
  if (shape?.kind !== 'structure') throw new RangeError('expected a Definition in CreateDashboard');
  return shape;
}
