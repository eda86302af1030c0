import { duplicateByUnknown, keySensitive, keyUnknown, type SchemaFinding } from './findings.ts';
import type { JsonDocument } from './json-document.ts';
import { nearestName } from './nearest-name.ts';
import type { PlacedColumn } from './read-columns.ts';
import { isObject, type Keywords } from './subschemas.ts';

function checkKeyName(
  document: JsonDocument,
  columns: readonly PlacedColumn[],
  name: string,
  index: number,
): SchemaFinding[] {
  const place = document.placeOf(['x-sluice', 'primaryKey', index]);
  const names = columns.map(({ column }) => column.name);
  const column = columns.find((one) => one.column.name === name)?.column;
  if (column === undefined) return [keyUnknown(place, name, names, nearestName(name, names))];
  const { sensitive } = column;
  return sensitive === 'mask' || sensitive === 'drop' ? [keySensitive(place, name, sensitive)] : [];
}

/** Judges primaryKey and onDuplicate against the columns. @param own the root's `x-sluice` */
export function checkKeys(document: JsonDocument, own: Keywords, columns: readonly PlacedColumn[]): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  const key = Array.isArray(own['primaryKey']) ? own['primaryKey'] : [];
  for (const [index, name] of key.entries()) {
    if (typeof name === 'string') findings.push(...checkKeyName(document, columns, name, index));
  }
  const by = isObject(own['onDuplicate']) ? own['onDuplicate']['by'] : undefined;
  if (typeof by !== 'string') return findings;
  const place = document.placeOf(['x-sluice', 'onDuplicate', 'by']);
  const usable = columns.filter(({ column }) => column.sensitive === undefined && column.json !== true);
  const names = usable.map(({ column }) => column.name);
  if (names.includes(by)) return findings;
  const expected = `a column that clean leaves as it is: ${names.join(', ')}`;
  return [...findings, duplicateByUnknown(place, by, expected, nearestName(by, names))];
}
