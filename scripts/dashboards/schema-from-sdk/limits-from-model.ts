import type { Limit, LimitTable, StructureLimits } from './limit-table.ts';

/** The part of an AWS service model (botocore's service-2.json) that holds limits. */
interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

/** A service model as JSON. */
export interface ServiceModel {
  readonly shapes: Readonly<Record<string, Shape>>;
}

/**
 * Patterns that are taken, as JavaScript reads them: AWS means the whole text. The others of the model are for Java, or say
 * nothing that a check could tell.
 */
const patterns: Readonly<Record<string, string>> = {
  '[\\w\\-]+': '^[\\w-]+$',
  '^[a-zA-Z0-9]+$': '^[a-zA-Z0-9]+$',
  '^#[A-F0-9]{6}$': '^#[A-F0-9]{6}$',
  '^#[A-F0-9]{6}(?:[A-F0-9]{2})?$': '^#[A-F0-9]{6}(?:[A-F0-9]{2})?$',
  '[A-Z]{3}': '^[A-Z]{3}$',
  '.*\\S.*': '\\S',
};

/**
 * The limits of every structure that some roots reach.
 * @param version of botocore, whose service-2.json the model is
 */
export function limitsFromModel(model: ServiceModel, roots: readonly string[], version: string): LimitTable {
  const structures: Record<string, StructureLimits> = {};
  for (const name of [...reached(model, roots)].sort()) {
    const members = Object.entries(model.shapes[name]?.members ?? {}).flatMap(([member, { shape }]) => {
      const limit = limitOf(model, shape);
      return limit === undefined ? [] : [[member, limit] as const];
    });
    if (members.length > 0) structures[name] = Object.fromEntries(members);
  }
  return {
    description: `Lengths, counts, ranges and patterns that the SDK's types don't hold, from AWS's service model in botocore ${version}. Made by scripts/dashboards/schema-from-sdk/main.ts. Not edited by hand.`,
    source: 'https://docs.aws.amazon.com/quicksight/latest/APIReference/API_<structure>.html',
    structures,
  };
}

function reached(model: ServiceModel, roots: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    const { members = {}, member, value } = model.shapes[name] ?? {};
    for (const { shape } of [...Object.values(members), member, value].filter((each) => each !== undefined))
      visit(shape);
  };
  roots.forEach(visit);
  return names;
}

function limitOf(model: ServiceModel, name: string): Limit | undefined {
  const { type, min = 0, max, member, value, pattern } = model.shapes[name] ?? { type: 'none' };
  const limit: Limit = { ...rangeOf(type, model.shapes[name]?.min, max, min) };
  const expression = pattern === undefined ? undefined : patterns[pattern];
  const inner = member ?? value;
  const items = inner === undefined ? undefined : limitOf(model, inner.shape);
  const whole: Limit = {
    ...limit,
    ...(expression === undefined ? {} : { pattern: expression }),
    ...(items === undefined ? {} : { items }),
  };
  return Object.keys(whole).length === 0 ? undefined : whole;
}

function rangeOf(type: string, least: number | undefined, most: number | undefined, min: number): Limit {
  switch (type) {
    case 'string':
      return { ...(min > 0 ? { minLength: min } : {}), ...(most === undefined ? {} : { maxLength: most }) };
    case 'list':
      return { ...(min > 0 ? { minItems: min } : {}), ...(most === undefined ? {} : { maxItems: most }) };
    case 'map':
      return { ...(min > 0 ? { minProperties: min } : {}), ...(most === undefined ? {} : { maxProperties: most }) };
    case 'integer':
    case 'long':
    case 'double':
    case 'float':
      return {
        ...(type === 'integer' || type === 'long' ? { multipleOf: 1 as const } : {}),
        ...(least === undefined ? {} : { minimum: least }),
        ...(most === undefined ? {} : { maximum: most }),
      };
    default:
      return {};
  }
}
