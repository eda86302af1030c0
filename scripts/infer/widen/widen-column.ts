import { compileCell } from '../../../lambda/clean/cells/compile-cell.ts';
import { compileValueTest } from '../../../lambda/schema/compile-value-test.ts';
import type { Column } from '../../../lambda/schema/dataset-schema.ts';
import { quote } from '../../../lambda/schema/finding.ts';
import type { ColumnDraft } from '../decide/column-draft.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { ownOf } from './schema-places.ts';

/** A column of the schema that is to be widened: its property, and what the new files hold there. */
export interface WideningColumn {
  readonly column: Column;
  /** Its property in schema.json, to be changed. */
  readonly property: JsonObject;
  readonly draft: ColumnDraft;
  /** It is of the primary key: it names rows, and is never empty. */
  readonly isKey: boolean;
}

const mostListed = 50;

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Lets the column be null. @returns what changed; undefined: it may be already */
export function allowNull({
  column,
  property,
  isKey = false,
}: Pick<WideningColumn, 'column' | 'property'> & Partial<Pick<WideningColumn, 'isKey'>>): string | undefined {
  if (isKey) return undefined;
  const { type } = property;
  const names = Array.isArray(type) ? type : [type];
  if (names.includes('null')) return undefined;
  property['type'] = [...names, 'null'];
  const choices = property['enum'];
  if (Array.isArray(choices) && !choices.includes(null)) property['enum'] = [...choices, null];
  return `${column.name} may be empty`;
}

/** Deep enough for any cell that may be a token. */
const depth = 64;

/** Whether the column, as it was, takes a text as a value: older files may mean it. Where that can't be told, they may. */
function isValue(token: string, { column, property }: WideningColumn): boolean {
  const cell = compileCell(column, depth)(token);
  if ('fault' in cell) return false;
  // A copy: tests are remembered by property, and this one changes.
  return compileValueTest({ json: {} }, structuredClone(property))?.(cell.value) ?? true;
}

/** Tokens for null that new files have, but none that was a value: it would be gone from older rows. */
function addTokens(widening: WideningColumn): string | undefined {
  const { column, property, draft, isKey } = widening;
  if (isKey) return undefined;
  const missing = draft.nullTokens.filter((token) => !column.nullTokens.includes(token) && !isValue(token, widening));
  if (missing.length === 0) return undefined;
  ownOf(property)['nullTokens'] = [...new Set(['', ...column.nullTokens, ...missing])];
  return `${column.name}: ${missing.map((token) => quote(token)).join(', ')} is no value`;
}

/** Texts by which new files seem to mean no value, and that stay values. @returns one sentence; undefined: there is none */
export function keptTokens(widening: WideningColumn): string | undefined {
  const { column, draft, isKey } = widening;
  const kept = draft.nullTokens.filter((token) => !column.nullTokens.includes(token) && isValue(token, widening));
  if (isKey || kept.length === 0) return undefined;
  const tokens = kept.map((token) => quote(token)).join(', ');
  return `${column.name}: ${tokens} may mean no value, and stays one: files before may mean it; if not, add it to "nullTokens"`;
}

const isNumeric = (type: string): boolean => type === 'integer' || type === 'number' || type === 'decimal';

/** Whether a column can be written in a draft's formats: those of a number say nothing of days, nor those with hours of a day alone. */
function takesFormats({ kind }: Column['type'], type: ColumnDraft['type']): boolean {
  if (isNumeric(type)) return isNumeric(kind);
  return type === 'date' ? kind === 'date' || kind === 'timestamp' : type === 'date-time' && kind === 'timestamp';
}

function addFormats({ column, property, draft }: WideningColumn): string | undefined {
  if (!takesFormats(column.type, draft.type)) return undefined;
  const missing = draft.formats.filter((format) => !column.formats.includes(format));
  const own = ownOf(property);
  if (missing.length > 0) own['formats'] = [...column.formats, ...missing];
  const needsZone = draft.timeZone !== undefined && column.timeZone === undefined;
  if (needsZone) own['timeZone'] = draft.timeZone;
  if (Object.keys(own).length === 0) delete property['x-sluice'];
  if (missing.length === 0 && !needsZone) return undefined;
  return `${column.name}: also written as ${[...missing, ...(needsZone ? [`times of ${draft.timeZone}`] : [])].join(', ')}`;
}

function setType(property: JsonObject, name: string): void {
  property['type'] = Array.isArray(property['type']) && property['type'].includes('null') ? [name, 'null'] : name;
}

function toDecimalSize({ column, property, draft }: WideningColumn): string | undefined {
  if (column.type.kind !== 'decimal') return undefined;
  const { precision, scale } = column.type;
  const range = draft.facts.range ?? [0, 0];
  const whole = Math.max(precision - scale, ...range.map((bound) => Math.trunc(Math.abs(bound)).toString().length));
  const wanted = Math.max(scale, draft.scale ?? 0);
  if (whole + wanted > 38 || (whole === precision - scale && wanted === scale)) return undefined;
  Object.assign(ownOf(property), { precision: whole + wanted, scale: wanted });
  return `${column.name}: decimal(${precision},${scale}) becomes decimal(${whole + wanted},${wanted})`;
}

/** Words that only the type had. */
function dropTypeWords(property: JsonObject): void {
  for (const word of [
    'format',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'enum',
    'const',
  ])
    delete property[word];
  const own = property['x-sluice'];
  if (!isJsonObject(own)) return;
  for (const word of ['formats', 'timeZone', 'precision', 'scale', 'minimum', 'maximum', 'unit']) delete own[word];
  if (Object.keys(own).length === 0) delete property['x-sluice'];
}

/** The next wider type that holds what came; text, where nothing else does. */
function widenType(widening: WideningColumn): string | undefined {
  const { column, property, draft } = widening;
  const { kind } = column.type;
  if (kind === 'string' || draft.type === column.type.kind) return undefined;
  if (kind === 'timestamp' && (draft.type === 'date-time' || draft.type === 'date')) {
    if (column.formats.includes('YYYY-MM-DD') || draft.type !== 'date') return undefined;
    ownOf(property)['formats'] = [...column.formats, 'YYYY-MM-DD'];
    return `${column.name}: also written as YYYY-MM-DD`;
  }
  if (kind === 'integer' && (draft.type === 'number' || draft.type === 'decimal')) {
    setType(property, 'number');
    return `${column.name}: integer becomes number`;
  }
  if ((kind === 'number' || kind === 'decimal') && isNumeric(draft.type)) return toDecimalSize(widening);
  if (kind === 'date' && draft.type === 'date-time') {
    property['format'] = 'date-time';
    const own = ownOf(property);
    own['formats'] = [...new Set(['YYYY-MM-DD', ...column.formats, ...draft.formats])];
    if (own['timeZone'] === undefined) own['timeZone'] = draft.timeZone ?? 'UTC';
    return `${column.name}: date becomes date-time; a day is its first moment in ${String(own['timeZone'])}`;
  }
  setType(property, 'string');
  dropTypeWords(property);
  return `${column.name}: ${kind} becomes text`;
}

function widenRange({ column, property, draft }: WideningColumn): string | undefined {
  const { range } = draft.facts;
  if (range === undefined) return undefined;
  const own = column.type.kind === 'decimal' ? ownOf(property) : property;
  const changed: string[] = [];
  for (const [word, bound] of [
    ['minimum', Math.floor(range[0])],
    ['maximum', Math.ceil(range[1])],
  ] as const) {
    const now = Number(own[word] ?? Number.NaN);
    if (Number.isNaN(now) || (word === 'minimum' ? bound >= now : bound <= now)) continue;
    own[word] = column.type.kind === 'decimal' ? String(bound) : bound;
    changed.push(`${word} ${now} becomes ${bound}`);
  }
  return changed.length === 0 ? undefined : `${column.name}: ${changed.join(', ')}`;
}

function widenList({ column, property, draft }: WideningColumn): string | undefined {
  const choices = property['enum'];
  if (!Array.isArray(choices)) return undefined;
  const known = new Set(texts(choices));
  // Values that are of persons stand in no schema.
  const { values: seen } = draft.facts;
  const values =
    draft.personal === undefined && seen !== undefined ? new Set([...(draft.values ?? []), ...seen]) : undefined;
  const added = values && [...values].filter((value) => !known.has(value) && !column.nullTokens.includes(value));
  if (added === undefined || added.length > mostListed || column.type.kind !== 'string') {
    delete property['enum'];
    return `${column.name}: its list of values is gone, since ${draft.personal === undefined ? `${added === undefined ? 'too many' : added.length} others came` : `${draft.personal.what} came`}`;
  }
  property['enum'] = [
    ...choices.filter((choice) => choice !== null),
    ...added,
    ...(choices.includes(null) ? [null] : []),
  ];
  return added.length === 0
    ? undefined
    : `${column.name}: also ${added
        .slice(0, 5)
        .map((value) => quote(value))
        .join(', ')}`;
}

function dropPattern({ column, property }: WideningColumn): string | undefined {
  if (property['pattern'] === undefined) return undefined;
  delete property['pattern'];
  return `${column.name}: its pattern is gone, since other values came; write a wider one if you can`;
}

function widenLength({ column, property, draft }: WideningColumn): string | undefined {
  const lengths = draft.facts.values?.map((value) => Array.from(value).length) ?? [1, draft.facts.longest];
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  if (typeof property['minLength'] === 'number') property['minLength'] = Math.min(property['minLength'], least);
  if (typeof property['maxLength'] === 'number') property['maxLength'] = Math.max(property['maxLength'], most);
  return `${column.name}: ${least} to ${most} characters`;
}

type Widen = (widening: WideningColumn) => string | undefined;

/** What each reason for quarantine asks for, the mildest first; one of them at a time, so that nothing is widened for nothing. */
const remedies: Readonly<Record<string, readonly Widen[]>> = {
  'missing-value': [allowNull],
  'out-of-range': [addTokens, widenRange],
  'not-in-list': [addTokens, widenList],
  pattern: [addTokens, dropPattern],
  length: [addTokens, widenLength],
  'decimal-size': [toDecimalSize],
};
const format: readonly Widen[] = [addTokens, addFormats, widenType];
const formatCodes = new Set([
  'integer-format',
  'integer-range',
  'number-format',
  'number-range',
  'decimal-format',
  'boolean-format',
  'date-format',
  'date-time-format',
  'time-zone-missing',
  'wrong-type',
]);

/** Whether a schema could be widened for a reason. */
export const isWidenable = (code: string): boolean => code in remedies || formatCodes.has(code);

/** Widens a column for one reason. @returns what changed; undefined: nothing that widening could mend */
export function widenColumn(code: string, widening: WideningColumn): string | undefined {
  const steps = remedies[code] ?? (formatCodes.has(code) ? format : []);
  for (const step of steps) {
    const changed = step(widening);
    if (changed !== undefined) return changed;
  }
  return undefined;
}
