import type { Dashboard } from '../dashboard.ts';

/** What a parameter holds. */
export type ParameterKind = 'String' | 'Integer' | 'Decimal' | 'DateTime';

const declarations = {
  StringParameterDeclaration: 'String',
  IntegerParameterDeclaration: 'Integer',
  DecimalParameterDeclaration: 'Decimal',
  DateTimeParameterDeclaration: 'DateTime',
} as const;

/** The kinds of the definition's parameters, by name. */
export function parameterKinds(dashboard: Dashboard): ReadonlyMap<string, ParameterKind> {
  const kinds = new Map<string, ParameterKind>();
  for (const type of Object.keys(declarations) as (keyof typeof declarations)[]) {
    for (const { value } of dashboard.index.of(type))
      if (value.Name !== undefined) kinds.set(value.Name, declarations[type]);
  }
  return kinds;
}
