import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { DefinitionIndex } from './definition-index.ts';
import { isDate } from './is-date.ts';
import type { JsonSchema, JsonType } from './json-schema.ts';
import { limitProblem } from './limit-problem.ts';
import { readDate } from './read-date.ts';

/** One place where a value departs from its schema. */
export type ShapeProblem = { readonly path: JsonPath } & (
  | { readonly kind: 'unknown-key'; readonly key: string; readonly type: string; readonly allowed: readonly string[] }
  | { readonly kind: 'missing-key'; readonly key: string; readonly type: string }
  | { readonly kind: 'wrong-type'; readonly expected: string; readonly got: unknown }
  | { readonly kind: 'unknown-value'; readonly type: string; readonly got: string; readonly allowed: readonly string[] }
  | { readonly kind: 'out-of-limits'; readonly type: string; readonly expected: string; readonly got: string }
  | { readonly kind: 'date-text'; readonly got: string | number }
  | { readonly kind: 'text-pattern'; readonly type: string; readonly pattern: string; readonly got: string }
  | {
      readonly kind: 'one-of';
      readonly type: string;
      readonly set: readonly string[];
      readonly allowed: readonly string[];
    }
);

/** A value made to fit: every structure holds only members of its type, each of its type, and all that are required. */
export interface FittedShape {
  /** undefined when the root itself can't be fitted. */
  readonly value: unknown;
  readonly problems: readonly ShapeProblem[];
  readonly index: DefinitionIndex;
}

/** Stands for a value that doesn't fit: whoever holds it leaves it out. */
const unfit = Symbol('unfit');

/**
 * Walks a value along its schema once: collects what departs from it, drops that, and indexes the structures by type.
 * A number or boolean written as text is taken, and reported; a missing list is taken as empty.
 * An ajv validator would only say yes or no, and takes 0.6 s to compile for 724 structures; this takes what it visits.
 * What is beyond a limit (too long, too many, out of range) is reported and kept, and so is
 * a date that is none: QuickSight refuses it, the page can draw the rest.
 * @param schema as definition-schema.ts writes it: the keywords of JsonSchema and no others
 * @param patterns whether text that misses its pattern is dropped, its expectation in the member's description (our own files), or kept
 */
export function fitShape(value: unknown, schema: JsonSchema, patterns: 'drop' | 'keep' = 'drop'): FittedShape {
  const definitions = schema.$defs ?? {};
  const problems: ShapeProblem[] = [];
  const index = new DefinitionIndex();

  const fitMember = (given: unknown, at: JsonSchema, path: JsonPath, name: string): unknown => {
    const fitted = fitValue(given, at, path, name);
    if (fitted === unfit) index.addLost(path);
    return fitted;
  };

  const fitValue = (given: unknown, at: JsonSchema, path: JsonPath, name: string): unknown => {
    if (at.$ref !== undefined) {
      const target = at.$ref.replace('#/$defs/', '');
      const next = definitions[target];
      if (next === undefined) throw new RangeError(`schema: expected a definition, got ${at.$ref}`);
      return fitValue(given, next, path, target);
    }
    if (at.type === 'object') return fitObject(given, at, path, name);
    if (at.type === 'array') return fitArray(given, at, path, name);
    return fitScalar(given, at, path, name);
  };

  const wrongType = (path: JsonPath, expected: string, got: unknown): typeof unfit => {
    problems.push({ kind: 'wrong-type', path, expected, got });
    return unfit;
  };

  /** Of definitions that nobody has deployed yet, placeholders stand for values: `${Name}` may become anything. */
  const isPlaceholder = (given: unknown): boolean => typeof given === 'string' && given.includes('${');

  const checkLimits = (given: unknown, at: JsonSchema, path: JsonPath, name: string): void => {
    const limit = isPlaceholder(given) && at.pattern !== undefined ? undefined : limitProblem(given, at);
    if (limit !== undefined) problems.push({ kind: 'out-of-limits', path, type: name, ...limit });
  };

  const fitArray = (given: unknown, at: JsonSchema, path: JsonPath, name: string): unknown => {
    if (!Array.isArray(given)) return wrongType(path, 'a list', given);
    checkLimits(given, at, path, name);
    const { items } = at;
    if (items === undefined) return given;
    return given
      .map((item, position) => fitMember(item, items, [...path, position], name))
      .filter((item) => item !== unfit);
  };

  const fitScalar = (given: unknown, at: JsonSchema, path: JsonPath, name: string): unknown => {
    const types = typeof at.type === 'string' ? [at.type] : (at.type ?? []);
    if (!types.some((type) => typeof given === type)) {
      wrongType(path, types.map((type) => nouns[type]).join(' or '), given);
      const value = coerced(given, types);
      return at.enum === undefined && (at.pattern === undefined || patterns === 'keep') ? value : unfit;
    }
    if ((typeof given === 'string' || typeof given === 'number') && isDate(at) && !isPlaceholder(given)) {
      if (readDate(given) === undefined) problems.push({ kind: 'date-text', path, got: given });
      return given;
    }
    if (at.enum !== undefined && typeof given === 'string' && !at.enum.includes(given)) {
      problems.push({ kind: 'unknown-value', path, type: name, got: given, allowed: at.enum });
      return unfit;
    }
    checkLimits(given, at, path, name);
    if (at.pattern !== undefined && typeof given === 'string' && !expressionOf(at.pattern).test(given)) {
      if (patterns === 'drop') return wrongType(path, at.description ?? `text that matches ${at.pattern}`, given);
      if (!isPlaceholder(given))
        problems.push({ kind: 'text-pattern', path, type: name, pattern: at.pattern, got: given });
    }
    return given;
  };

  const fitObject = (given: unknown, at: JsonSchema, path: JsonPath, name: string): unknown => {
    if (!isRecord(given)) return wrongType(path, 'an object', given);
    const result: Record<string, unknown> = {};
    const set: string[] = [];
    for (const [key, member] of Object.entries(given)) {
      const memberSchema =
        at.properties !== undefined && Object.hasOwn(at.properties, key) ? at.properties[key] : undefined;
      const other = typeof at.additionalProperties === 'object' ? at.additionalProperties : undefined;
      const known = memberSchema ?? other;
      if (known === undefined) {
        const allowed = Object.keys(at.properties ?? {});
        problems.push({ kind: 'unknown-key', path: [...path, key], key, type: name, allowed });
        index.addLost([...path, key]);
        continue;
      }
      set.push(key);
      const fitted = fitMember(member, known, [...path, key], `${name}.${key}`);
      if (fitted !== unfit) result[key] = fitted;
    }
    if (at.additionalProperties !== false) checkLimits(given, at, path, name);
    else if ((at.maxProperties ?? Infinity) < set.length || (at.minProperties ?? 0) > set.length) {
      problems.push({ kind: 'one-of', path, type: name, set, allowed: Object.keys(at.properties ?? {}) });
    }
    if (!fillRequired(result, given, at, path, name)) return unfit;
    index.add(name, result, path);
    return result;
  };

  const fillRequired = (
    result: Record<string, unknown>,
    given: object,
    at: JsonSchema,
    path: JsonPath,
    name: string,
  ) => {
    let complete = true;
    for (const key of at.required ?? []) {
      if (key in result) continue;
      if (!Object.hasOwn(given, key)) problems.push({ kind: 'missing-key', path, key, type: name });
      if (at.properties?.[key]?.type === 'array') result[key] = [];
      else complete = false;
    }
    return complete;
  };

  const fitted = fitValue(value, schema, [], schema.title ?? 'the file');
  return { value: fitted === unfit ? undefined : fitted, problems, index };
}

const nouns: Readonly<Record<JsonType, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text in quotes',
  number: 'a number',
  boolean: 'true or false',
};

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u');
  expressions.set(pattern, known);
  return known;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `"12"` where a number belongs, `"true"` where a boolean does, `12` where text does. */
function coerced(value: unknown, types: readonly JsonType[]): unknown {
  if (typeof value === 'string' && types.includes('number') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (types.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return unfit;
}
