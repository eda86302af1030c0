import type { ErrorObject } from 'ajv/dist/2020.js';
import datasetSchema from './dataset.schema.json' with { type: 'json' };
import { describeViolation } from './describe-violation.ts';
import {
  keywordValue,
  misplacedKeyword,
  type SchemaFinding,
  schemaInvalid,
  showJson,
  unknownKeyword,
} from './findings.ts';
import type { JsonDocument, JsonPath } from './json-document.ts';
import { fromPointer } from './json-pointer.ts';
import { judgeByMetaSchema } from './judge-by-meta-schema.ts';
import { nearestName } from './nearest-name.ts';
import { isObject } from './subschemas.ts';

const datasetWords = Object.keys(datasetSchema.$defs.dataset.properties);
const columnWords = Object.keys(datasetSchema.$defs.column.properties);

/** Errors that only say that another error, given too, made them. */
const echoes = new Set(['anyOf', 'oneOf', 'if', 'allOf', '$ref', '$dynamicRef']);

function strangeKeyword(
  document: JsonDocument,
  path: JsonPath,
  word: string,
  allowed: readonly string[],
): SchemaFinding {
  const place = document.placeOfKey([...path, word]);
  const nearest = nearestName(word, allowed);
  if (nearest === undefined && path.at(-1) === 'x-sluice') {
    const inRoot = path.length === 1;
    if (inRoot && columnWords.includes(word)) {
      return misplacedKeyword(
        place,
        word,
        'it in the x-sluice of a property',
        'move it to the property that it is about',
      );
    }
    if (!inRoot && datasetWords.includes(word)) {
      return misplacedKeyword(place, word, 'it in the x-sluice of the root', 'move it to the root');
    }
  }
  return unknownKeyword(place, word, nearest, allowed);
}

/** A pattern says less than the description of the word that it belongs to. */
function expectedOf(error: ErrorObject): string {
  const { keyword, parentSchema } = error;
  if (keyword === 'false schema') return 'no such keyword here';
  const description: unknown = parentSchema?.['description'];
  if (keyword !== 'pattern' || typeof description !== 'string') return describeViolation(error);
  return description.replace(/\.$/, '');
}

function ownFinding(document: JsonDocument, error: ErrorObject): SchemaFinding {
  const path = fromPointer(error.instancePath);
  const { keyword, params, parentSchema, data } = error;
  if (keyword === 'additionalProperties') {
    const allowed = Object.keys(
      isObject(parentSchema) && isObject(parentSchema['properties']) ? parentSchema['properties'] : {},
    );
    return strangeKeyword(document, path, String(params['additionalProperty']), allowed);
  }
  const subject = path.slice(path.lastIndexOf('x-sluice') + 1).join('.') || 'x-sluice';
  const choices: unknown = keyword === 'enum' ? params['allowedValues'] : undefined;
  const nearest =
    Array.isArray(choices) && typeof data === 'string' ? nearestName(data, choices.map(String)) : undefined;
  const got = keyword === 'required' ? 'none' : showJson(data);
  const expected = expectedOf(error);
  return keywordValue(document.placeOf(path), subject, expected, got, nearest);
}

/** Whether the path leads into a property whose values are not for everybody: its `enum` may list them. */
function isSensitive(document: JsonDocument, path: JsonPath): boolean {
  let value = document.value;
  for (const key of path) {
    value = isObject(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined;
    const own = isObject(value) ? value['x-sluice'] : undefined;
    if (isObject(own) && 'sensitive' in own) return true;
  }
  return false;
}

/**
 * Judges a document by the meta-schema: each word of `x-sluice` and its value, and JSON Schema's own keywords.
 * @returns a finding for each place that is wrong
 */
export function checkVocabulary(document: JsonDocument): SchemaFinding[] {
  const findings: SchemaFinding[] = [];
  const standard = new Map<string, { path: JsonPath; expected: string[]; got: string }>();
  for (const error of judgeByMetaSchema(document.value)) {
    if (echoes.has(error.keyword)) continue;
    const path = fromPointer(error.instancePath);
    if (path.includes('x-sluice')) findings.push(ownFinding(document, error));
    else {
      const group = standard.get(error.instancePath) ?? {
        path,
        expected: [],
        got: isSensitive(document, path) ? 'a value that is not shown' : showJson(error.data),
      };
      const expected = describeViolation(error);
      if (!group.expected.includes(expected)) group.expected.push(expected);
      standard.set(error.instancePath, group);
    }
  }
  for (const { path, expected, got } of standard.values()) {
    const subject = String(path.at(-1) ?? 'the schema');
    findings.push(schemaInvalid(document.placeOf(path), subject, expected.join(' or '), got));
  }
  return findings;
}
