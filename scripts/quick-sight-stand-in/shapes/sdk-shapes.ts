import * as sdk from '@aws-sdk/client-quicksight';
import facts from './member-facts.json' with { type: 'json' };
import type { Member, Place, Shape, StructureShape } from './shape.ts';

/** One operation of the API: how HTTP carries it, and its shapes. */
export interface OperationShape {
  readonly name: string;
  readonly method: string;
  /** Such as `/accounts/{AwsAccountId}/dashboards/{DashboardId}`. */
  readonly path: string;
  readonly input: StructureShape;
  readonly output: StructureShape;
}

/*
 * The SDK carries its schemas as arrays (@smithy/types, schema/static-schemas.d.ts): the kind's number, the namespace, the name, the
 * traits, and then members or items. A member is a schema or [schema, traits]. Numbers stand for simple types, 64 + n for a list of
 * these, 128 + n for a map. Of a structure's members the first `count` are required.
 */
const kinds = { simple: 0, list: 1, map: 2, structure: 3, union: 4, error: -3, operation: 9 } as const;
const [listOf, mapOf] = [64, 128];
const simpleKinds: ReadonlyMap<number, Exclude<Shape['kind'], 'list' | 'map' | 'structure'>> = new Map([
  [0, 'text'],
  [1, 'number'],
  [2, 'boolean'],
  [4, 'time'],
  [5, 'time'],
  [6, 'time'],
  [7, 'time'],
  [15, 'document'],
  [17, 'number'],
  [19, 'number'],
  [21, 'text'],
]);
const traitBits = { label: 1, responseCode: 32 } as const;

const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(sdk));
const enumOf: ReadonlyMap<string, string> = new Map(Object.entries(facts.enums));
const unions: ReadonlySet<string> = new Set(facts.unions);
const structures = new Map<unknown, StructureShape>();

/** The operation of that name. @throws RangeError when the SDK has none */
export function operationShape(name: string): OperationShape {
  const schema = exported.get(`${name}$`);
  if (!Array.isArray(schema) || schema[0] !== kinds.operation) {
    throw new RangeError(`expected an operation of @aws-sdk/client-quicksight, got ${name}`);
  }
  const [method, path] = schema[3].http;
  return { name, method, path, input: structureShape(schema[4]), output: structureShape(schema[5]) };
}

/** The HTTP status of an exception that the SDK knows; undefined for one that it does not. */
export function exceptionStatus(name: string): number | undefined {
  const schema = exported.get(`${name}$`);
  return Array.isArray(schema) && schema[0] === kinds.error ? schema[3].httpError : undefined;
}

/** Every operation that the SDK can call. */
export const operationNames = (): string[] =>
  [...exported].flatMap(([key, schema]) =>
    Array.isArray(schema) && schema[0] === kinds.operation ? [key.slice(0, -1)] : [],
  );

function structureShape(reference: unknown): StructureShape {
  const shape = toShape(reference, undefined);
  if (shape.kind !== 'structure') throw new RangeError(`expected a structure of the SDK, got ${shape.kind}`);
  return shape;
}

function toShape(reference: unknown, enumName: string | undefined): Shape {
  const schema = typeof reference === 'function' ? reference() : reference;
  if (typeof schema === 'number') return simpleShape(schema, enumName);
  // `() => "unit"` is the SDK's structure without members.
  if (!Array.isArray(schema))
    return { kind: 'structure', name: 'Unit', members: new Map(), required: [], union: false };
  switch (schema[0]) {
    case kinds.simple:
      return toShape(schema[4], enumName);
    case kinds.list:
      return { kind: 'list', items: () => toShape(bare(schema[4]), enumName) };
    case kinds.map:
      return { kind: 'map', items: () => toShape(bare(schema[5]), enumName) };
    default:
      return readStructure(schema);
  }
}

function simpleShape(code: number, enumName: string | undefined): Shape {
  if (code >= mapOf) return { kind: 'map', items: () => simpleShape(code - mapOf, enumName) };
  if (code >= listOf) return { kind: 'list', items: () => simpleShape(code - listOf, enumName) };
  const kind = simpleKinds.get(code);
  if (kind === undefined) throw new RangeError(`expected a simple type of the SDK, got ${code}`);
  if (kind !== 'text' || enumName === undefined) return { kind };
  const values = exported.get(enumName);
  return { kind, allowed: typeof values === 'object' && values !== null ? Object.values(values) : undefined };
}

function readStructure(schema: readonly unknown[]): StructureShape {
  const known = structures.get(schema);
  if (known !== undefined) return known;
  const [kind, , name, , names, references, count] = schema;
  if (typeof name !== 'string' || !Array.isArray(names) || !Array.isArray(references)) {
    throw new RangeError(`expected a structure of the SDK, got ${JSON.stringify(schema)}`);
  }
  const members = names.map((member, position): [string, Member] => {
    const reference: unknown = references[position];
    return [
      member,
      { shape: () => toShape(bare(reference), enumOf.get(`${name}.${member}`)), place: placeOf(reference) },
    ];
  });
  const shape: StructureShape = {
    kind: 'structure',
    name,
    members: new Map(members),
    required: typeof count === 'number' ? names.slice(0, count) : [],
    union: kind === kinds.union || unions.has(name),
  };
  structures.set(schema, shape);
  return shape;
}

const isWithTraits = (reference: unknown): reference is readonly [unknown, unknown] =>
  Array.isArray(reference) && reference.length === 2;

const bare = (reference: unknown): unknown => (isWithTraits(reference) ? reference[0] : reference);

function placeOf(reference: unknown): Place {
  const traits = isWithTraits(reference) ? reference[1] : 0;
  if (typeof traits === 'object' && traits !== null && 'httpQuery' in traits) {
    return { in: 'query', name: String(traits.httpQuery) };
  }
  if (typeof traits !== 'number') return { in: 'body' };
  if ((traits & traitBits.label) !== 0) return { in: 'path' };
  return { in: (traits & traitBits.responseCode) !== 0 ? 'status' : 'body' };
}
