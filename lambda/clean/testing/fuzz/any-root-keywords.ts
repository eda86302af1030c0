import type { Json } from './any-property.ts';
import type { Random } from './random.ts';

const isText = (property: unknown): boolean =>
  typeof property === 'object' &&
  property !== null &&
  'type' in property &&
  property.type === 'string' &&
  !('format' in property);

/**
 * Keywords of the record as a whole, now and then: ones that a faster tier hardly knows, so that records fall to the reference.
 * @param properties of the same schema
 */
export function anyRootKeywords(random: Random, properties: Json): Json {
  if (!random.chance(0.2)) return {};
  const names = Object.keys(properties);
  const [name, other] = [random.pick(names), random.pick(names)];
  const text = names.find((one) => isText(properties[one]));
  const choices: readonly Json[] = [
    { dependentRequired: { [name]: [other] } },
    { additionalProperties: false },
    { unevaluatedProperties: false },
    { minProperties: random.between(1, 3) },
    { maxProperties: names.length },
    { propertyNames: { maxLength: 40 } },
    { anyOf: [{ required: [name] }, { required: [other] }] },
    { not: { required: [name, other] } },
    { patternProperties: { '^zz': { type: 'string' } } },
    ...(text === undefined
      ? []
      : [
          { if: { properties: { [text]: { const: 'x' } } }, ...Object.fromEntries([['then', { required: [name] }]]) },
          { allOf: [{ properties: { [text]: { maxLength: 12 } } }] },
          { dependentSchemas: { [text]: { required: [other] } } },
        ]),
  ];
  return random.pick(choices);
}
