import { quote } from './finding.ts';
import {
  keywordValue,
  misplacedKeyword,
  patternInvalid,
  patternUnbounded,
  type SchemaFinding,
  schemaDraft,
  schemaNotRecord,
  schemaRefused,
  showJson,
  unknownKeyword,
} from './findings.ts';
import type { JsonDocument, JsonPath } from './json-document.ts';
import { nearestName } from './nearest-name.ts';
import { compilePattern } from './pattern/compile-pattern.ts';
import { recordAjv } from './record-ajv.ts';
import { isObject, type Keywords, subschemas } from './subschemas.ts';

const standardSchema = 'https://json-schema.org/draft/2020-12/schema';
/** ajv's own options, which are no part of JSON Schema, and words of earlier drafts that 2020-12 only tolerates. */
const notOurs = new Set(['nullable', 'id', '$async', '$recursiveRef', '$recursiveAnchor', 'discriminator']);

function isKnown(keyword: string): boolean {
  return keyword === '$schema' || (!notOurs.has(keyword) && recordAjv().RULES.keywords[keyword] === true);
}

function knownKeywords(): string[] {
  const { keywords } = recordAjv().RULES;
  return Object.keys(keywords).filter(isKnown);
}

/** Judges a pattern as ajv compiles it, in Unicode mode: it is one, and no text can make it slow. */
function checkPattern(document: JsonDocument, path: JsonPath, pattern: string): SchemaFinding[] {
  const compiled = compilePattern(pattern);
  if (!('refused' in compiled)) return [];
  const column = path.findLast((key) => key !== 'pattern' && key !== 'patternProperties' && key !== pattern);
  const place = path.at(-1) === 'pattern' ? document.placeOf(path) : document.placeOfKey(path);
  const { kind, problem, fix } = compiled.refused;
  const subject = String(column ?? 'pattern');
  return [
    kind === 'invalid'
      ? patternInvalid(place, subject, pattern, problem)
      : patternUnbounded(place, subject, problem, fix),
  ];
}

/** ajv's strict mode wants a property described in one place; it would ask so itself, but without Unicode mode and without a bound. */
function checkPatternProperties(
  document: JsonDocument,
  path: JsonPath,
  patterns: Keywords,
  properties: unknown,
): SchemaFinding[] {
  const names = isObject(properties) ? Object.keys(properties) : [];
  return Object.keys(patterns).flatMap((pattern) => {
    const at = [...path, pattern];
    const findings = checkPattern(document, at, pattern);
    const compiled = compilePattern(pattern);
    const both = 'refused' in compiled ? undefined : names.find((name) => compiled.test(name));
    if (both === undefined) return findings;
    const problem = `strict mode: property ${quote(both)} matches pattern ${quote(pattern)} too`;
    return [...findings, schemaRefused(document.placeOfKey(at), pattern, problem)];
  });
}

function checkKeyword(document: JsonDocument, path: JsonPath, keyword: string, keywords: Keywords): SchemaFinding[] {
  const at = [...path, keyword];
  const value = keywords[keyword];
  const place = document.placeOfKey(at);
  if (!isKnown(keyword)) {
    const known = knownKeywords();
    return [unknownKeyword(place, keyword, nearestName(keyword, known), [])];
  }
  if (keyword === 'x-sluice' && path.some((key, index) => (index % 2 === 0) !== (key === 'properties'))) {
    const fix = 'move it to the root or to a property';
    return [misplacedKeyword(place, keyword, 'it at the root and on properties of objects', fix)];
  }
  if (keyword === 'pattern' && typeof value === 'string') return checkPattern(document, at, value);
  if (keyword === 'patternProperties' && isObject(value)) {
    return checkPatternProperties(document, at, value, keywords['properties']);
  }
  const { formats } = recordAjv();
  if (keyword === 'format' && typeof value === 'string' && !Object.hasOwn(formats, value)) {
    const names = Object.keys(formats);
    return [
      keywordValue(
        document.placeOf(at),
        'format',
        `one of ${names.join(', ')}`,
        quote(value),
        nearestName(value, names),
      ),
    ];
  }
  return [];
}

/** Judges `$schema`: absent, JSON Schema 2020-12, or the path of our meta-schema. */
function checkDraft(document: JsonDocument, draft: unknown): SchemaFinding[] {
  if (draft === undefined || typeof draft !== 'string') return [];
  const plain = draft.replace(/#$/, '');
  if (plain === standardSchema || /(^|\/)dataset\.schema\.json$/.test(plain)) return [];
  return [schemaDraft(document.placeOf(['$schema']), draft)];
}

/** Judges every keyword of every schema in the document: its name, its place, and patterns and formats, which a meta-schema can't. */
export function checkKeywords(document: JsonDocument): SchemaFinding[] {
  const root = document.value;
  if (!isObject(root)) {
    return [schemaNotRecord(document.placeOf([]), showJson(root), 'write { "type": "object", "properties": … }')];
  }
  const findings = checkDraft(document, root['$schema']);
  for (const { keywords, path } of subschemas(root)) {
    for (const keyword of Object.keys(keywords)) findings.push(...checkKeyword(document, path, keyword, keywords));
  }
  return findings;
}
