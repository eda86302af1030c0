import type { Column, DatasetSchema } from '../schema/dataset-schema.ts';
import type { Cell, ReadCell } from './cells/cell.ts';
import { jsonCell } from './cells/compile-cell.ts';
import * as faults from './faults.ts';
import type { Fault } from './findings.ts';
import { type JsonValue, toCanonicalJson } from './json/json-value.ts';
import type { ReadField, ReadRecord } from './judge/judge-record.ts';
import { createColumnFinder } from './match-header.ts';

/** An object of the schema: what its names mean, a column or an object further in. */
interface Branch {
  readonly children: Map<string, Branch | number>;
  /** Finds a name that is written another way; by the child's own name. */
  readonly find: (name: string) => string | undefined;
}

type JsonObject = ReadonlyMap<string, JsonValue>;

function branchOf(columns: readonly Column[], depth: number, indexes: readonly number[]): Branch {
  const groups = Map.groupBy(indexes, (index) => columns[index]?.path[depth] ?? '');
  const children = new Map<string, Branch | number>();
  const named: Column[] = [];
  for (const [name, group] of groups) {
    const column = columns[group[0] ?? -1];
    if (column === undefined) continue;
    const leaf = group.length === 1 && column.path.length === depth + 1;
    children.set(name, leaf ? (group[0] ?? -1) : branchOf(columns, depth + 1, group));
    named.push({ ...column, name, path: [name], aliases: leaf ? column.aliases : [] });
  }
  const find = createColumnFinder(named);
  return { children, find: (name) => (children.has(name) ? name : find(name)?.name) };
}

/** A value's text for messages, which is canonical where the cell passed. */
function rawOf(value: JsonValue, cell: Cell): string {
  if ('text' in cell) return cell.text;
  return typeof value === 'string' ? value : toCanonicalJson(value);
}

/** Names of a record that no column has; told once each, so that their memory stays small. */
export interface UnknownNames {
  readonly names: Map<string, number>;
  /** Line of the record that is being read. */
  line: number;
}

const mostNames = 1000;

/**
 * Makes the reader of JSON records: nested objects are flattened to columns by their paths.
 * @param cells by index of the schema's columns
 * @param unknown gets the names that are no column's, with the line where each first came
 */
export function createJsonRecordReader(
  schema: DatasetSchema,
  cells: readonly ReadCell[],
  unknown: UnknownNames,
): (record: JsonValue) => ReadRecord {
  const { columns } = schema;
  const nulls = columns.map(({ nullTokens }) => new Set(['', ...nullTokens]));
  const root = branchOf(columns, 0, [...columns.keys()]);

  function readLeaf(index: number, value: JsonValue): ReadField | null {
    const column = columns[index];
    const read = cells[index];
    if (column === undefined || read === undefined || value === null) return null;
    const found = jsonCell(column, value);
    if ('cell' in found) return { raw: rawOf(value, found.cell), cell: found.cell };
    const raw = found.text.trim();
    return nulls[index]?.has(raw) === true ? null : { raw, cell: read(raw) };
  }

  return (record) => {
    if (!(record instanceof Map)) return { unreadable: faults.jsonNotObject };
    const fields: (ReadField | null)[] = new Array(columns.length).fill(null);
    const whole: Fault[] = [];
    const misplaced: { path: readonly string[]; column: string | null; fault: Fault }[] = [];

    function walk(object: JsonObject, branch: Branch, path: readonly string[]): void {
      const seen = new Set<string>();
      for (const [key, value] of object) {
        const name = branch.find(key);
        const child = name === undefined ? undefined : branch.children.get(name);
        if (name === undefined || child === undefined) {
          const full = [...path, key].join('.');
          if (unknown.names.size < mostNames && !unknown.names.has(full)) unknown.names.set(full, unknown.line);
          if (schema.unknownColumns === 'quarantine' && value !== null) whole.push(faults.unknownColumnHasValue(full));
          continue;
        }
        if (seen.has(name)) whole.push(faults.jsonDuplicateName);
        seen.add(name);
        if (typeof child === 'number') fields[child] = readLeaf(child, value);
        else if (value instanceof Map) walk(value, child, [...path, name]);
        else if (value !== null)
          misplaced.push({
            path: [...path, name],
            column: null,
            fault: faults.wrongType(`an object in ${[...path, name].join('.')}`),
          });
      }
    }
    walk(record, root, []);
    return { fields, faults: whole, misplaced };
  };
}
