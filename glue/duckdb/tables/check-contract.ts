import { parseColumnType } from '../../../lambda/schema/column-type.ts';
import type { Place } from '../../../lambda/schema/finding.ts';
import type { JsonDocument, JsonPath } from '../../../lambda/schema/json-document.ts';
import { findings, type TableFinding } from '../findings.ts';
import type { ContractJson } from './contract-json.ts';

/** What the JSON Schema can't say: types exist, names come once, key and partitions name columns that can bear it. */
export function checkContract(contract: ContractJson, document: JsonDocument): TableFinding[] {
  const place: PlaceOf = (...path) => document.placeOf(path);
  return [...checkColumns(contract, place), ...checkNames(contract, place), ...checkPartitions(contract, place)];
}

type PlaceOf = (...path: JsonPath) => Place;

function checkColumns({ columns }: ContractJson, place: PlaceOf): TableFinding[] {
  const found: TableFinding[] = [];
  const seen = new Set<string>();
  for (const [index, column] of columns.entries()) {
    if (parseColumnType(column.type) === undefined) {
      found.push(findings.contractTypeUnknown(place('columns', index, 'type'), column.name, column.type));
    }
    if (seen.has(column.name)) found.push(findings.contractColumnTwice(place('columns', index, 'name'), column.name));
    seen.add(column.name);
  }
  return found;
}

function checkNames({ columns, key, partitions = [] }: ContractJson, place: PlaceOf): TableFinding[] {
  const names = columns.map((column) => column.name);
  const unknown = (where: string, list: readonly string[]) =>
    list.flatMap((name, index) =>
      names.includes(name) ? [] : [findings.contractColumnUnknown(place(where, index), where, name, names)],
    );
  return [...unknown('key', key), ...unknown('partitions', partitions)];
}

/** Folder names hold whole values: no fractions, no instants, and never null, which each engine writes in its own way. */
function checkPartitions({ columns, partitions = [] }: ContractJson, place: PlaceOf): TableFinding[] {
  const found: TableFinding[] = [];
  for (const [index, name] of partitions.entries()) {
    const column = columns.find((one) => one.name === name);
    const at = place('partitions', index);
    if (column?.nullable === true) {
      found.push(
        findings.contractPartition(
          at,
          name,
          'a column that is never null',
          '"nullable": true',
          'settle its nulls in transform.sql and set "nullable": false',
        ),
      );
    }
    if (column !== undefined && !['bigint', 'string', 'date'].includes(column.type)) {
      found.push(
        findings.contractPartition(
          at,
          name,
          'a column of type bigint, string or date',
          column.type,
          'derive such a column in transform.sql',
        ),
      );
    }
  }
  if (partitions.length > 0 && partitions.length >= columns.length) {
    found.push(
      findings.contractPartition(
        place('partitions'),
        'partitions',
        'at least one column that is no partition',
        'all of them',
        'partition by fewer columns',
      ),
    );
  }
  return found;
}
