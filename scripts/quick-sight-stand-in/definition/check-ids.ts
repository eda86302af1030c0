import { invalid } from '../wire/service-error.ts';
import { walkDefinition } from './walk-definition.ts';

/** Ids that may come once in a definition: the type, or the end of its name, and the member. */
const unique: readonly (readonly [type: RegExp, member: string])[] = [
  [/^SheetDefinition$/, 'SheetId'],
  [/Visual$/, 'VisualId'],
  [/^FilterGroup$/, 'FilterGroupId'],
  [/Filter$/, 'FilterId'],
  [/^DataSetIdentifierDeclaration$/, 'Identifier'],
  [/ParameterDeclaration$/, 'Name'],
];

/** @throws ServiceError for an id that comes twice: the service refuses such a request at once */
export function checkIds(definition: object): void {
  const byType = walkDefinition(definition);
  for (const [type, member] of unique) {
    const seen = new Set<unknown>();
    for (const [name, structures] of byType) {
      if (!type.test(name)) continue;
      for (const { value } of structures) {
        const id = value[member];
        if (id === undefined) continue;
        if (seen.has(id)) throw invalid(`Definition is not valid: ${member} ${id} comes more than once.`);
        seen.add(id);
      }
    }
  }
}
