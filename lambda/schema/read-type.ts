import type { ColumnType } from './column-type.ts';
import type { JsonPath } from './json-document.ts';
import { nearestName } from './nearest-name.ts';
import { isObject, type Keywords } from './subschemas.ts';

/** What a property's schema says about its values. */
export type ReadType =
  | { readonly is: 'column'; readonly type: ColumnType; readonly nullable: boolean; readonly json: boolean }
  | { readonly is: 'object'; readonly nullable: boolean }
  | { readonly is: 'refused'; readonly expected: string; readonly got: string; readonly fix: string };

/** A property's schema after its `$ref`s and its `anyOf` with null are resolved; `path` is where its keywords stand. */
export interface ResolvedSchema {
  readonly keywords: Keywords;
  readonly path: JsonPath;
  readonly nullable: boolean;
}

function followPointer(root: unknown, pointer: string): { value: unknown; path: string[] } | undefined {
  if (pointer !== '#' && !pointer.startsWith('#/')) return undefined;
  const path = decodePointer(pointer.slice(1));
  let value = root;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return { value, path };
}

/** The keys of a JSON pointer in a URI fragment, without its `#` (RFC 6901, section 6); a broken percent escape stays as it is. */
export const decodePointer = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapePointer);

function unescapePointer(token: string): string {
  return safeDecode(token).replaceAll('~1', '/').replaceAll('~0', '~');
}

function safeDecode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/**
 * Follows local `$ref`s and takes the one branch of an `anyOf` or `oneOf` whose other branch is null. Keywords beside a
 * `$ref` win over those behind it.
 * @returns undefined when a reference leads in a circle or nowhere
 */
export function resolveSchema(root: unknown, schema: Keywords, path: JsonPath): ResolvedSchema | undefined {
  let resolved: ResolvedSchema = { keywords: schema, path, nullable: false };
  for (let steps = 0; steps < 32; steps++) {
    const { $ref: reference, ...beside } = resolved.keywords;
    if (typeof reference === 'string') {
      const target = followPointer(root, reference);
      if (target === undefined || !isObject(target.value)) return undefined;
      resolved = { ...resolved, keywords: { ...target.value, ...beside } };
      continue;
    }
    const branch = nullableBranch(resolved.keywords);
    if (branch === undefined) return resolved;
    const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = resolved.keywords;
    resolved = { ...resolved, keywords: { ...branch, ...rest }, nullable: true };
  }
  return undefined;
}

function nullableBranch({ anyOf, oneOf }: Keywords): Keywords | undefined {
  const branches: unknown = anyOf ?? oneOf;
  if (!Array.isArray(branches) || branches.length !== 2) return undefined;
  const others = branches.filter((branch) => !(isObject(branch) && branch['type'] === 'null'));
  const [other] = others;
  return others.length === 1 && isObject(other) ? other : undefined;
}

const names = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'];
const expected = 'string, integer, number, boolean, object or array, alone or with "null"';

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** The types that a schema names, or those of its enum or const; nothing said at all means text. */
function typeNames({ type, enum: choices, const: only }: Keywords): unknown[] {
  if (type !== undefined) return Array.isArray(type) ? type : [type];
  const values = Array.isArray(choices) ? choices : only === undefined ? undefined : [only];
  if (values === undefined || values.length === 0) return ['string'];
  const found = [...new Set(values.map(jsonTypeOf))];
  return found.includes('number') ? found.filter((name) => name !== 'integer') : found;
}

function stringType({ format, 'x-sluice': own }: Keywords): ColumnType {
  if (format === 'date') return { kind: 'date' };
  if (format === 'date-time') return { kind: 'timestamp' };
  if (format !== 'decimal') return { kind: 'string' };
  const size = isObject(own) ? own : {};
  const { precision, scale } = { precision: size['precision'], scale: size['scale'] };
  const whole = typeof precision === 'number' ? precision : 38;
  return { kind: 'decimal', precision: whole, scale: typeof scale === 'number' ? scale : Math.min(9, whole) };
}

/** Reads the type of a property's resolved schema. An object with properties is no column: its properties are. */
export function readType({ keywords, nullable: outer }: ResolvedSchema): ReadType {
  const all = typeNames(keywords);
  const refuse = (got: string, fix: string): ReadType => ({ is: 'refused', expected, got, fix });
  const wrong = all.find((name) => typeof name !== 'string' || !names.includes(name));
  if (wrong !== undefined) {
    const near = typeof wrong === 'string' ? nearestName(wrong, names) : undefined;
    return refuse(JSON.stringify(wrong), near === undefined ? 'write one of them' : `did you mean "${near}"?`);
  }
  const nullable = outer || all.includes('null');
  const [name, ...others] = all.filter((one) => one !== 'null');
  if (name === undefined) return refuse('"null" alone', 'name the type of its other values');
  if (others.length > 0) return refuse(`${all.length} types: ${all.join(', ')}`, 'keep one, or write string');
  const { properties } = keywords;
  if (name === 'object' && isObject(properties) && Object.keys(properties).length > 0)
    return { is: 'object', nullable };
  if (name === 'object' || name === 'array') return { is: 'column', type: { kind: 'string' }, nullable, json: true };
  const type: ColumnType =
    name === 'integer' || name === 'number' || name === 'boolean' ? { kind: name } : stringType(keywords);
  return { is: 'column', type, nullable, json: false };
}
