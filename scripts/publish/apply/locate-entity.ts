import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where in a definition a path of QuickSight's leads. Its errors write three kinds:
 * - `ViolatedEntities` pairs of kind and id: `filter-group/<id>/filter/<id>`, `calculated-field/<name>`, `sheet/<id>/visual/<id>`
 * - constraint messages, counting from 1: `definition.sheets.1.member.visuals.2.member.barChartVisual`
 * - JSON's own: `/Sheets/0/Visuals/1`, `Sheets[0].Visuals[1]`, with or without `Definition` in front
 * @returns as far as the path can be followed; undefined when nothing of it is there
 */
export function locateEntity(text: string, definition: DashboardVersionDefinition): JsonPath | undefined {
  const found = [byMembers(text, definition), byIds(text, definition)].filter((path) => path.length > 0);
  return found.sort((one, other) => other.length - one.length)[0];
}

/** Steps by key and position. Keys in any case, since constraint messages write `sheets`. */
function byMembers(text: string, definition: unknown): JsonPath {
  const oneBased = /\.\d+\.member\b/.test(text);
  const steps = text
    .replace(/\.member\b/g, '')
    .split(/[/.[\]]+/)
    .filter((step) => step !== '' && step !== '$');
  if (steps[0]?.toLowerCase() === 'definition') steps.shift();
  const path: (string | number)[] = [];
  let at: unknown = definition;
  for (const step of steps) {
    if (Array.isArray(at)) {
      const position = Number(step) - (oneBased ? 1 : 0);
      if (!Number.isInteger(position) || position < 0 || position >= at.length) return path;
      path.push(position);
      at = at[position];
      continue;
    }
    if (!isObject(at)) return path;
    const key = Object.keys(at).find((one) => one.toLowerCase() === step.toLowerCase());
    if (key === undefined) return path;
    path.push(key);
    at = at[key];
  }
  return path;
}

/** The members that hold the id of each kind of thing. Others are found by any member that is called an id or a name. */
const idMembers: Readonly<Record<string, readonly string[]>> = {
  sheet: ['SheetId'],
  visual: ['VisualId'],
  'filter-group': ['FilterGroupId'],
  filter: ['FilterId'],
  parameter: ['Name', 'ParameterName'],
  'calculated-field': ['Name'],
  field: ['FieldId'],
  'data-set': ['Identifier', 'DataSetIdentifier'],
  'parameter-control': ['ParameterControlId'],
  'filter-control': ['FilterControlId'],
  'text-box': ['SheetTextBoxId'],
  image: ['SheetImageId'],
};

/** Where things of a kind are that may be called like things of another. */
const rooms: Readonly<Record<string, string>> = {
  parameter: 'ParameterDeclarations',
  'calculated-field': 'CalculatedFields',
  'data-set': 'DataSetIdentifierDeclarations',
};

/** Each step names a kind and an id, and lies somewhere below the one before. Ids may hold slashes: the longest that is there is taken. */
function byIds(text: string, definition: unknown): JsonPath {
  const words = text.replace(/^\//, '').split('/');
  let path: JsonPath = [];
  let at = definition;
  for (let index = 0; index + 1 < words.length; ) {
    const kind = words[index]?.replace(/s$/, '') ?? '';
    const members = idMembers[kind];
    const room = path.length === 0 ? rooms[kind] : undefined;
    const isIdMember = (key: string) =>
      members === undefined ? /(Id|Name|Identifier)$/.test(key) : members.includes(key);
    const step = longestFirst(words.slice(index + 1)).flatMap((id) => {
      const found = findById(at, room, isIdMember, id);
      return found === undefined ? [] : [{ ...found, words: id.split('/').length }];
    })[0];
    if (step === undefined) return path;
    path = [...path, ...step.path];
    at = step.value;
    index += 1 + step.words;
  }
  return path;
}

const longestFirst = (words: readonly string[]): string[] =>
  words.map((_, count) => words.slice(0, words.length - count).join('/'));

/** The nearest object below, breadth first, that holds the id; only below the member `room`, if one is named. */
function findById(
  root: unknown,
  room: string | undefined,
  isIdMember: (key: string) => boolean,
  id: string,
): { readonly path: JsonPath; readonly value: unknown } | undefined {
  const queue: { readonly path: JsonPath; readonly value: unknown }[] = [{ path: [], value: root }];
  for (const one of queue) {
    const { path, value } = one;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) queue.push({ path: [...path, index], value: item });
    } else if (isObject(value)) {
      const entries = Object.entries(value);
      if (entries.some(([key, inside]) => inside === id && isIdMember(key))) return one;
      for (const [key, inside] of entries)
        if (typeof inside === 'object' && (room === undefined || path.length > 0 || key === room))
          queue.push({ path: [...path, key], value: inside });
    }
  }
  return undefined;
}
