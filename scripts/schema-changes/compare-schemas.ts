import { isDeepStrictEqual } from 'node:util';
import { engineTypes } from '../../lambda/schema/column-type.ts';
import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Place } from '../../lambda/schema/finding.ts';
import type { JsonPath } from '../../lambda/schema/json-document.ts';
import { compareRules } from './column-rules.ts';
import { compareReaders } from './compare-readers.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-change.ts';

/** Where something stands in the head's file. */
export type PlaceOf = (path: JsonPath) => Place;
type Add = (kind: SchemaChangeKind, breaks: boolean, column: string | undefined, what: string, path: JsonPath) => void;

/** Everything in which a dataset's schema differs, in the order of its columns; words that change no value are left out. */
export function compareSchemas(before: DatasetSchema, after: DatasetSchema, placeOf: PlaceOf): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const add: Add = (kind, breaks, column, what, path) =>
    changes.push({
      ...{ kind, class: breaks ? 'breaking' : 'compatible', of: 'dataset', name: after.name, column, what },
      place: placeOf(path),
    });
  compareColumns(before, after, add);
  compareWhole(before, after, add);
  return changes;
}

const pathOf = ({ path }: Column): JsonPath => path.flatMap((key) => ['properties', key]);

function compareColumns(before: DatasetSchema, after: DatasetSchema, add: Add): void {
  const renamed = renamedColumns(before, after);
  for (const old of before.columns) {
    const now = renamed.get(old.name) ?? after.columns.find(({ name }) => name === old.name);
    if (now === undefined) add('column-removed', true, old.name, 'removed', ['properties']);
    else {
      if (now.name !== old.name) {
        const what = `renamed to ${now.name}; files that say ${old.name} are still read`;
        add('column-renamed', true, old.name, what, pathOf(now));
      }
      compareColumn({ column: old, schema: before }, { column: now, schema: after }, add);
    }
  }
  const taken = new Set([...before.columns.map(({ name }) => name), ...[...renamed.values()].map(({ name }) => name)]);
  for (const now of after.columns) {
    if (taken.has(now.name)) continue;
    const what = now.required ? 'added, and required: files without it fail' : 'added';
    add('column-added', now.required, now.name, what, pathOf(now));
  }
}

/** A column that is gone while a new one has its name as an alias was renamed. */
function renamedColumns(before: DatasetSchema, after: DatasetSchema): Map<string, Column> {
  const was = new Set(before.columns.map(({ name }) => name));
  const is = new Set(after.columns.map(({ name }) => name));
  return new Map(
    before.columns.flatMap(({ name }): [string, Column][] => {
      const heir = after.columns.find((column) => !was.has(column.name) && column.aliases.includes(name));
      return is.has(name) || heir === undefined ? [] : [[name, heir]];
    }),
  );
}

function compareColumn(before: Parameters<typeof compareRules>[0], after: typeof before, add: Add): void {
  const [old, now] = [before.column, after.column];
  const path = pathOf(now);
  const [was, is] = [engineTypes(old.type).spark, engineTypes(now.type).spark];
  if (was !== is) add('column-retyped', true, old.name, `${was} became ${is}`, path);
  else {
    for (const { narrowed, what } of compareRules(before, after)) {
      add(narrowed ? 'column-narrowed' : 'column-widened', narrowed, old.name, what, path);
    }
  }
  if (old.sensitive !== now.sensitive) {
    const what = `sensitive ${old.sensitive ?? 'not at all'} became ${now.sensitive ?? 'not at all: its values are shown'}`;
    // What is dropped is no column of the lake any more.
    add(now.sensitive === 'drop' ? 'column-removed' : 'sensitivity-changed', true, old.name, what, path);
  }
  for (const { narrowed, what } of compareReaders(old.readers, now.readers)) {
    add(narrowed ? 'readers-narrowed' : 'readers-widened', narrowed, old.name, what, path);
  }
}

function compareWhole(before: DatasetSchema, after: DatasetSchema, add: Add): void {
  const at = (key: string): JsonPath => ['x-sluice', key];
  if (!isDeepStrictEqual(before.primaryKey, after.primaryKey)) {
    const what = `primary key ${before.primaryKey.join(', ') || 'none'} became ${after.primaryKey.join(', ') || 'none'}`;
    add('key-changed', true, undefined, what, at('primaryKey'));
  }
  if (!isDeepStrictEqual(before.onDuplicate, after.onDuplicate)) {
    const words = ({ rule, ...more }: DatasetSchema['onDuplicate']) => ('by' in more ? `${rule} by ${more.by}` : rule);
    const what = `of rows with one key, ${words(before.onDuplicate)} became ${words(after.onDuplicate)}`;
    add('duplicates-changed', true, undefined, what, at('onDuplicate'));
  }
  for (const { narrowed, what } of compareReaders(before.readers, after.readers)) {
    add(narrowed ? 'readers-narrowed' : 'readers-widened', narrowed, undefined, what, at('readers'));
  }
  for (const [narrowed, what, key] of wholeRules(before, after)) {
    add(narrowed ? 'rules-narrowed' : 'rules-widened', narrowed, undefined, what, at(key));
  }
}

/** How strictly a file is taken. */
function wholeRules(before: DatasetSchema, after: DatasetSchema): (readonly [boolean, string, string])[] {
  const rules: (readonly [boolean, string, string])[] = [];
  if (before.tolerance !== after.tolerance) {
    const what = `tolerance ${before.tolerance} became ${after.tolerance}`;
    rules.push([after.tolerance < before.tolerance, what, 'tolerance']);
  }
  if (before.unknownColumns !== after.unknownColumns) {
    const what = `unknown columns: ${before.unknownColumns} became ${after.unknownColumns}`;
    rules.push([after.unknownColumns !== 'drop', what, 'unknownColumns']);
  }
  if (!isDeepStrictEqual(before.dialect, after.dialect) || before.format !== after.format) {
    rules.push([true, 'files are read in another dialect', 'dialect']);
  }
  if (!isDeepStrictEqual(acrossColumns(before), acrossColumns(after))) {
    rules.push([true, 'rules across columns changed', 'properties']);
  }
  return rules;
}

/** Keywords of the record as a whole, such as dependentRequired and allOf. */
function acrossColumns({ json }: DatasetSchema): Record<string, unknown> {
  const own = new Set([
    '$schema',
    '$id',
    '$comment',
    'title',
    'description',
    'type',
    'properties',
    'required',
    'x-sluice',
  ]);
  return Object.fromEntries(Object.entries(json).filter(([key]) => !own.has(key)));
}
