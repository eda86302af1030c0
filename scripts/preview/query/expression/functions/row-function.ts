import { NotDrawable } from '../../not-drawable.ts';
import { isAggregate, latest, stages, type Value, type ValueType } from '../value.ts';
import type { Accepted, FunctionSpec } from './function-spec.ts';

const nouns = {
  string: 'text',
  number: 'a number',
  date: 'a date',
  boolean: 'a condition',
  null: 'NULL',
  any: 'a value',
};

/** @throws NotDrawable when the value has another type; NULL has every type */
export function requireType(value: Value, accepted: Accepted, where: string): void {
  if (accepted === 'any' || value.type === accepted || value.type === 'null') return;
  throw new NotDrawable(`${where}: expected ${nouns[accepted]}, got ${nouns[value.type]}`);
}

/**
 * Values as one: the step that all of them need, and the level of a level-aware aggregate among them.
 * @throws NotDrawable when rows and aggregates are mixed, as QuickSight's "mismatched aggregation" does
 */
export function combined(sql: string, type: ValueType, values: readonly Value[], where: string): Value {
  if (values.some((value) => value.list !== undefined)) {
    throw new NotDrawable(`${where}: several values stand where one is expected; compare them with in()`);
  }
  const some = values.filter((value) => value.at > stages.constant);
  if (some.some(isAggregate) && !some.every(isAggregate)) {
    throw new NotDrawable(`${where}: mixes a value of each row with an aggregate; aggregate both or neither`);
  }
  const levels = values.flatMap((value) => (value.level === undefined ? [] : [value.level]));
  const [level] = levels;
  if (levels.length > 1 && new Set(levels.map((keys) => keys.join())).size > 1) {
    throw new NotDrawable(`${where}: mixes aggregates of different levels`);
  }
  if (level !== undefined && some.some((value) => value.level === undefined && !level.includes(value.sql))) {
    throw new NotDrawable(`${where}: mixes a value of each row with a level-aware aggregate`);
  }
  return { sql, type, at: latest(values), ...(level === undefined ? {} : { level }) };
}

/** The one type of several values; NULL takes the others'. */
export function commonType(values: readonly Value[], where: string): ValueType {
  const types = new Set(values.map((value) => value.type).filter((type) => type !== 'null'));
  if (types.size > 1) throw new NotDrawable(`${where}: mixes ${[...types].map((type) => nouns[type]).join(' and ')}`);
  const [type] = types;
  return type ?? 'null';
}

/** A function of one row (or of one group: aggregates may be its arguments) that is an SQL expression of its arguments. */
export function rowFunction(
  signature: string,
  accepts: readonly Accepted[],
  type: ValueType,
  sql: (...values: readonly string[]) => string,
  optional = 0,
): FunctionSpec {
  const name = signature.slice(0, signature.indexOf('('));
  return {
    name,
    signature,
    kind: 'row',
    least: accepts.length - optional,
    most: accepts.length,
    compile({ trees, value }) {
      const values = trees.map(value);
      values.forEach((each, index) => {
        requireType(each, accepts[index] ?? 'any', `${name}, argument ${index + 1}`);
      });
      return combined(sql(...values.map((each) => each.sql)), type, values, name);
    },
  };
}

/** A literal argument, such as a period or a date pattern. @throws NotDrawable when it is computed */
export function literalText(value: Value | undefined, where: string): string {
  if (typeof value?.literal !== 'string') throw new NotDrawable(`${where}: expected a text in quotes`);
  return value.literal;
}

/** A literal whole number. @throws NotDrawable when it is computed */
export function literalNumber(value: Value | undefined, where: string): number {
  if (typeof value?.literal !== 'number') throw new NotDrawable(`${where}: expected a number`);
  return value.literal;
}
