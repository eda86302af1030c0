import type { DatasetSchema } from './dataset-schema.ts';
import { quote } from './finding.ts';
import { keywordValue, type SchemaFinding } from './findings.ts';
import type { JsonDocument } from './json-document.ts';
import { isObject, type Keywords } from './subschemas.ts';

type UnknownColumns = DatasetSchema['unknownColumns'];

/**
 * What becomes of columns that the schema does not name: what `x-sluice` says, else what JSON Schema's `additionalProperties` at the root
 * says (`false`: the file fails; `true`: they are left out), else the default.
 * @param own the root's `x-sluice`
 */
export function unknownColumnsOf(json: Keywords, own: Keywords, otherwise: UnknownColumns = 'fail'): UnknownColumns {
  const { unknownColumns } = own;
  if (unknownColumns === 'quarantine' || unknownColumns === 'drop' || unknownColumns === 'fail') return unknownColumns;
  const { additionalProperties } = json;
  if (typeof additionalProperties !== 'boolean') return otherwise;
  return additionalProperties ? 'drop' : 'fail';
}

/** `"additionalProperties": false` calls a record with another column wrong, so none can be left out without a word. */
export function checkUnknownColumns(document: JsonDocument, own: Keywords): SchemaFinding[] {
  const json = document.value;
  const contradicts = isObject(json) && json['additionalProperties'] === false && own['unknownColumns'] === 'drop';
  if (!contradicts) return [];
  const place = document.placeOf(['x-sluice', 'unknownColumns']);
  const expected = '"fail" or "quarantine", since "additionalProperties" is false';
  return [keywordValue(place, 'unknownColumns', expected, quote('drop'))];
}
