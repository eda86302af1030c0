import type { JsonPath } from '../../../../lambda/schema/json-document.ts';

/** What a mutation breaks. */
export const mutationKinds = [
  'renamed required key',
  'renamed key',
  'wrong type',
  'wrong enum',
  'dangling id',
  'wrong column',
  'broken formula',
] as const;

export type MutationKind = (typeof mutationKinds)[number];

/** One place of a definition, broken in one way. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly path: JsonPath;
  /** Another name for the key at the path, or another value there. */
  readonly change: { readonly key: string } | { readonly value: unknown };
}

/** A copy of a JSON value with one place changed; what is not on the way there is shared. */
export function mutated(value: unknown, { path, change }: Pick<Mutation, 'path' | 'change'>): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return 'value' in change ? change.value : value;
  if (Array.isArray(value)) {
    return value.map((item, position) => (position === step ? mutated(item, { path: rest, change }) : item));
  }
  const entries = Object.entries(value ?? {}).map(([key, item]): [string, unknown] => {
    if (key !== step) return [key, item];
    if (rest.length === 0 && 'key' in change) return [change.key, item];
    return [key, mutated(item, { path: rest, change })];
  });
  return Object.fromEntries(entries);
}
