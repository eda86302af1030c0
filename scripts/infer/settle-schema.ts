import type { SchemaJson } from './compose-schema.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema with the owner and licence that a person named. */
export function settleSchema(
  schema: SchemaJson,
  { owner, licence }: { readonly owner: string | undefined; readonly licence: string | undefined },
): SchemaJson {
  const own = isObject(schema['x-sluice']) ? schema['x-sluice'] : {};
  return {
    ...schema,
    'x-sluice': { ...own, ...(owner === undefined ? {} : { owner }), ...(licence === undefined ? {} : { licence }) },
  };
}
