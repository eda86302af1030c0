import { type Limit, limitOf } from './limits.ts';
import type { Shape, StructureShape } from './shape.ts';

/** What is wrong with a value: its type, which stops a service from reading it, a member that is not known, or what it holds. */
export interface Violation {
  readonly kind: 'type' | 'member' | 'constraint';
  /** As AWS writes it: `definition.sheets.1.member.visuals.4.member.barChartVisual`. */
  readonly path: string;
  readonly text: string;
}

/** Called for each structure that the walk meets, with where it stands in the value. */
export type Visitor = (
  structure: StructureShape,
  value: Record<string, unknown>,
  path: readonly (string | number)[],
) => void;

/** Values deeper than this stop the walk, as they stop AWS: no QuickSight shape is half as deep. */
const deepest = 100;

/**
 * Judges a value by a shape of the SDK.
 * @returns nothing wrong: an empty list; the walk goes on after a violation
 */
export function judgeValue(value: unknown, shape: Shape, visit?: Visitor): Violation[] {
  const violations: Violation[] = [];
  const blame = (kind: Violation['kind'], path: Path, text: string) =>
    violations.push({ kind, path: awsPath(path), text });

  const judge = (given: unknown, at: Shape, path: Path, limit: Limit | undefined): void => {
    if (path.length > deepest) return void blame('type', path, 'Value is nested too deeply');
    switch (at.kind) {
      case 'document':
        return;
      case 'structure':
        judgeStructure(given, at, path);
        return;
      case 'list':
        if (!Array.isArray(given)) return void blame('type', path, `Expected list, got ${jsonKind(given)}`);
        judgeSize(given.length, given, limit, path);
        given.forEach((item, position) => {
          if (item === null) blame('constraint', [...path, position], 'Member must not be null');
          else judge(item, at.items(), [...path, position], undefined);
        });
        return;
      case 'map':
        if (!isRecord(given)) return void blame('type', path, `Expected map, got ${jsonKind(given)}`);
        judgeSize(Object.keys(given).length, given, limit, path);
        for (const [key, item] of Object.entries(given)) judge(item, at.items(), [...path, key], undefined);
        return;
      default:
        judgeScalar(given, at, path, limit);
    }
  };

  const judgeScalar = (
    given: unknown,
    at: Exclude<Shape, StructureShape>,
    path: Path,
    limit: Limit | undefined,
  ): void => {
    const expected = at.kind === 'text' ? 'string' : at.kind === 'boolean' ? 'boolean' : 'number';
    if (typeof given !== expected && !isNumberText(given, at)) {
      return void blame('type', path, `${jsonKind(given)} can not be converted to ${scalarNames[expected]}`);
    }
    if (at.kind === 'text' && at.allowed !== undefined && !at.allowed.some((value) => value === given)) {
      constraint(given, path, `Member must satisfy enum value set: [${at.allowed.join(', ')}]`);
    }
    if (typeof given === 'number') judgeRange(given, limit, path);
    if (typeof given !== 'string' || limit === undefined) return;
    judgeSize(given.length, given, limit, path);
    if (limit.pattern !== undefined && !limit.pattern.test(given)) {
      constraint(given, path, `Member must satisfy regular expression pattern: ${limit.pattern.source}`);
    }
  };

  const judgeStructure = (given: unknown, at: StructureShape, path: Path): void => {
    if (!isRecord(given)) return void blame('type', path, `Expected structure ${at.name}, got ${jsonKind(given)}`);
    visit?.(at, given, path);
    const set = Object.entries(given).filter(([, member]) => member !== null && member !== undefined);
    for (const [key, member] of set) {
      const known = at.members.get(key);
      if (known === undefined) {
        blame(
          'member',
          [...path, key],
          `'${key}' is not a member of ${at.name}: [${[...at.members.keys()].join(', ')}]`,
        );
      } else judge(member, known.shape(), [...path, key], limitOf(at.name, key));
    }
    for (const key of at.required) {
      if (given[key] === undefined || given[key] === null) constraint(null, [...path, key], 'Member must not be null');
    }
    if (at.union && set.length !== 1) {
      const names = [...at.members.keys()].map(lowerFirst).join(', ');
      constraint(given, path, `Only 1 member of [${names}] should be provided for structure ${at.name}`);
    }
  };

  const judgeSize = (size: number, given: unknown, limit: Limit | undefined, path: Path): void => {
    if (limit?.min !== undefined && size < limit.min) {
      constraint(given, path, `Member must have length greater than or equal to ${limit.min}`);
    }
    if (limit?.max !== undefined && size > limit.max) {
      constraint(given, path, `Member must have length less than or equal to ${limit.max}`);
    }
  };

  const judgeRange = (given: number, limit: Limit | undefined, path: Path): void => {
    if (limit?.min !== undefined && given < limit.min) {
      constraint(given, path, `Member must have value greater than or equal to ${limit.min}`);
    }
    if (limit?.max !== undefined && given > limit.max) {
      constraint(given, path, `Member must have value less than or equal to ${limit.max}`);
    }
  };

  const constraint = (given: unknown, path: Path, rule: string): void => {
    const text = given === null ? 'null' : `'${brief(given)}'`;
    blame('constraint', path, `Value ${text} at '${awsPath(path)}' failed to satisfy constraint: ${rule}`);
  };

  judge(value, shape, [], undefined);
  return violations;
}

type Path = readonly (string | number)[];

const scalarNames = { string: 'a String', number: 'a Number', boolean: 'a Boolean' } as const;

/** JSON has no way to write these otherwise. https://smithy.io/2.0/spec/protocol-traits.html#json-bodies */
const isNumberText = (given: unknown, at: Shape): boolean =>
  at.kind === 'number' && (given === 'NaN' || given === 'Infinity' || given === '-Infinity');

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** AWS counts from 1 and writes names in lower camel case. */
const awsPath = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? `${part + 1}.member` : lowerFirst(part))).join('.');

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const jsonKind = (value: unknown): string => {
  if (value === null) return 'NULL_VALUE';
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'object') return 'START_OBJECT';
  return value === true ? 'TRUE_VALUE' : value === false ? 'FALSE_VALUE' : `${(typeof value).toUpperCase()}_VALUE`;
};

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
