import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import { isDate } from '../../dashboards/shape/is-date.ts';
import type { JsonSchema } from '../../dashboards/shape/json-schema.ts';
import { readDate } from '../../dashboards/shape/read-date.ts';
import { readSchema } from '../../dashboards/shape/read-schema.ts';

/**
 * Gives every value that the SDK's types call Date to `change`; all else stays as it is.
 * @param order of the keys: as they came, or as the SDK's types have them
 */
function convert(value: unknown, change: (date: unknown) => unknown, order: 'given' | 'types' = 'given'): unknown {
  const root = readSchema('dashboard-definition');
  const resolve = (at: JsonSchema | undefined): JsonSchema | undefined =>
    at?.$ref === undefined ? at : resolve(root.$defs?.[at.$ref.replace('#/$defs/', '')]);
  const walk = (given: unknown, schema: JsonSchema | undefined): unknown => {
    const at = resolve(schema);
    if (at === undefined) return given;
    if (isDate(at)) return change(given);
    if (Array.isArray(given)) return given.map((item) => walk(item, at.items));
    if (typeof given !== 'object' || given === null) return given;
    const others = typeof at.additionalProperties === 'object' ? at.additionalProperties : undefined;
    const entries = Object.entries(given);
    if (order === 'types' && at.properties !== undefined) {
      const places = new Map(Object.keys(at.properties).map((key, place) => [key, place]));
      entries.sort(([one], [other]) => (places.get(one) ?? places.size) - (places.get(other) ?? places.size));
    }
    return Object.fromEntries(entries.map(([key, inside]) => [key, walk(inside, at.properties?.[key] ?? others)]));
  };
  return walk(value, root);
}

/** A Date of what `readDate` reads; anything else as it came, which is a finding (`date-text`) before anything is sent. */
export const toDate = (given: unknown): unknown =>
  typeof given === 'string' || typeof given === 'number' ? (readDate(given) ?? given) : given;

/** A date as a file holds it: ISO text in UTC. */
export const dateText = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

/**
 * A definition as the SDK sends it: with Dates where the file has text or seconds.
 * @param definition one that fits the SDK's types but for its dates: `Dashboard.definition`
 */
export const withDates = (definition: DashboardVersionDefinition): DashboardVersionDefinition =>
  convert(definition, toDate) as DashboardVersionDefinition;

/** A definition with its keys in the order of the SDK's types, whatever order QuickSight gave them in. Dates stay Dates. */
export const inOrderOfTypes = (definition: DashboardVersionDefinition): DashboardVersionDefinition =>
  convert(definition, (date) => date, 'types') as DashboardVersionDefinition;
