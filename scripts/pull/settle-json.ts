import { canonical } from '../publish/request/content-hash.ts';
import { dateText, toDate } from '../publish/request/convert-dates.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/**
 * The text of a JSON file that says what is live. A file that says it already stays as it is, to the byte; else what is in the file keeps its
 * keys' order, its way to write dates, and whether it writes short lists on one line.
 * @param text of the file; undefined: there is none
 * @param live with Dates where the SDK gives them, and keys in the order that new ones are to have
 */
export function settleJson(text: string | undefined, live: unknown): string {
  const before: unknown = text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
  const settled = settle(before, live);
  if (text !== undefined && isSame(before, settled)) return text;
  return write(settled, text !== undefined && /\[[^[\]{}\n]+\]/.test(text));
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

function settle(before: unknown, live: unknown): unknown {
  if (live instanceof Date) {
    const was = toDate(before);
    return was instanceof Date && was.getTime() === live.getTime() ? before : dateText(live);
  }
  if (Array.isArray(live)) return live.map((item, index) => settle(sameItem(before, item, index), item));
  if (!isObject(live)) return live;
  const was = isObject(before) ? before : undefined;
  const isSaid = (key: string) => {
    const value = live[key];
    if (value === undefined || value === null) return false;
    // An empty list that the file does not have says nothing new; in a new file it may be one that QuickSight requires.
    return !(was !== undefined && !(key in was) && Array.isArray(value) && value.length === 0);
  };
  const known = Object.keys(was ?? {}).filter(isSaid);
  const added = Object.keys(live).filter((key) => !known.includes(key) && isSaid(key));
  return Object.fromEntries([...known, ...added].map((key) => [key, settle(was?.[key], live[key])]));
}

/** The item that was there: the one with the same id, or that stood in the same place. */
function sameItem(before: unknown, item: unknown, index: number): unknown {
  if (!Array.isArray(before)) return undefined;
  const id = idOf(item);
  return id === undefined ? before[index] : before.find((one) => idOf(one) === id);
}

const idKeys = [
  ...['SheetId', 'VisualId', 'FilterGroupId', 'FilterId', 'FieldId', 'ElementId', 'Identifier', 'ParameterControlId'],
  ...['FilterControlId', 'CustomActionId', 'SheetTextBoxId', 'ColumnId', 'Name', 'name', 'ColumnName'],
];

/** The id of an item, or of the one thing that it wraps. */
function idOf(item: unknown, depth = 0): string | undefined {
  if (!isObject(item)) return undefined;
  const key = idKeys.find((one) => typeof item[one] === 'string');
  if (key !== undefined) return String(item[key]);
  const [only, ...others] = Object.values(item);
  return others.length === 0 && depth < 2 ? idOf(only, depth + 1) : undefined;
}

/** How long a line may get, in characters. */
const widest = 100;

/** @param inline whether lists of plain values stand on one line, where they fit */
function write(value: unknown, inline: boolean): string {
  if (!inline) return `${JSON.stringify(value, undefined, 2)}\n`;
  const lines = (at: unknown, indent: string): string => {
    const inner = `${indent}  `;
    if (Array.isArray(at)) {
      const short = `[${at.map((item) => JSON.stringify(item)).join(', ')}]`;
      const isPlain = at.every((item) => typeof item !== 'object' || item === null);
      if (isPlain && indent.length + short.length <= widest) return short;
      return `[\n${at.map((item) => inner + lines(item, inner)).join(',\n')}\n${indent}]`;
    }
    if (!isObject(at) || Object.keys(at).length === 0) return JSON.stringify(at);
    const members = Object.entries(at).map(
      ([key, inside]) => `${inner}${JSON.stringify(key)}: ${lines(inside, inner)}`,
    );
    return `{\n${members.join(',\n')}\n${indent}}`;
  };
  return `${lines(value, '')}\n`;
}
