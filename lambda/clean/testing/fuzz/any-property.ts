import type { Random } from './random.ts';
import { formatNames, patternTexts } from './text-samples.ts';

export type Json = Record<string, unknown>;
type Kind = 'text' | 'integer' | 'number' | 'decimal' | 'boolean' | 'date' | 'timestamp' | 'list' | 'json';

const numberFormats = [
  ...['1,234.56', '1.234,56', '1 234,56', "1'234.56", '1234,56', '$1,234.56', '1.234,56 €', '12.5%', '12,5 %'],
  ...['1,234', '1.234', 'CHF 1234.50', '1\u00a0234,5', '£1,234'],
];
const dateFormats = [
  'DD.MM.YYYY',
  'MM/DD/YYYY',
  'D.M.YY',
  'YYYYMMDD',
  'D MMM YYYY',
  'MMM D, YYYY',
  'YYYY/M/D',
  'DD-MMM-YY',
];
const timeFormats = [
  ...['MM/DD/YYYY HH:mm', 'DD.MM.YYYY HH:mm:ss', 'D.M.YY H:mm', 'YYYY-MM-DD HH:mm:ss.SSS', 'D MMM YYYY hh:mm A'],
  ...['YYYYMMDDHHmmss', 'MM/DD/YYYY h:mm A', 'YYYY-MM-DD HH:mm:ssZ', 'DD/MM/YYYY', 'YYYY-MM-DD HH:mm:ss.SSSSSS Z'],
];
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

const some = (random: Random, list: readonly string[], most: number): string[] =>
  random.shuffle(list).slice(0, random.between(1, most));

function numberKeywords(random: Random): Json {
  const json: Json = {};
  if (random.chance(0.3)) json[random.pick(['minimum', 'exclusiveMinimum'])] = random.pick([0, 1, -100, 0.5, -1000]);
  if (random.chance(0.3))
    json[random.pick(['maximum', 'exclusiveMaximum'])] = random.pick([100, 1000, 99_999, 1e6, 10.25]);
  if (random.chance(0.15)) json['multipleOf'] = random.pick([5, 0.01, 0.5, 2]);
  return json;
}

function textKeywords(random: Random): Json {
  const json: Json = {};
  if (random.chance(0.2)) json['minLength'] = random.between(0, 3);
  if (random.chance(0.25)) json['maxLength'] = random.between(3, 40);
  if (random.chance(0.2)) json['pattern'] = random.pick(patternTexts);
  const format = !('pattern' in json) && random.chance(0.2);
  if (format) json['format'] = random.pick(formatNames);
  return json;
}

function listKeywords(random: Random): Json {
  const kind = random.below(6);
  if (kind === 0) return { type: 'string', const: 'only' };
  if (kind === 1) return { type: 'integer', enum: [1, 2, 3, 50] };
  if (kind === 2) return { enum: ['red', 'green', 'Grüße', ''] };
  if (kind === 3) return { type: 'number', enum: [0, 0.5, 1.25] };
  return { type: 'string', enum: ['info', 'error', 'warn', 'a,b'] };
}

function jsonKeywords(random: Random): Json {
  if (random.chance(0.4)) return { type: 'object', ...(random.chance(0.4) ? { maxProperties: 3 } : {}) };
  const items = random.pick([{}, { items: { type: 'string', maxLength: 5 } }, { items: { type: 'integer' } }]);
  return {
    type: 'array',
    ...items,
    ...(random.chance(0.3) ? { maxItems: 3 } : {}),
    ...(random.chance(0.2) ? { uniqueItems: true } : {}),
  };
}

function keywordsOf(random: Random, kind: Kind, own: Json): Json {
  switch (kind) {
    case 'text':
      return random.chance(0.08) ? {} : { type: 'string', ...textKeywords(random) };
    case 'integer':
    case 'number': {
      const usable =
        kind === 'number' || random.chance(0.1) ? numberFormats : numberFormats.filter((one) => !one.includes('%'));
      if (random.chance(0.35)) own['formats'] = some(random, usable, 3);
      return { type: kind, ...numberKeywords(random) };
    }
    case 'decimal': {
      if (random.chance(0.5)) own['formats'] = some(random, numberFormats, 3);
      if (random.chance(0.8)) own['scale'] = random.pick([0, 1, 2, 2, 4, 9]);
      if (random.chance(0.8)) own['precision'] = random.pick([9, 12, 15, 18, 38]);
      if (random.chance(0.25)) own['minimum'] = random.pick(['0', '-100', '0.0']);
      if (random.chance(0.25)) own['maximum'] = random.pick(['99999', '1000', '12345']);
      return { type: 'string', format: 'decimal' };
    }
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      if (random.chance(0.6)) own['formats'] = some(random, dateFormats, 4);
      return { type: 'string', format: 'date' };
    case 'timestamp':
      if (random.chance(0.6)) own['formats'] = some(random, timeFormats, 4);
      if (random.chance(0.7)) own['timeZone'] = random.pick(zones);
      return { type: 'string', format: 'date-time' };
    case 'list':
      return listKeywords(random);
    case 'json':
      return jsonKeywords(random);
  }
}

const kinds: readonly Kind[] = [
  ...([
    'text',
    'text',
    'text',
    'text',
    'integer',
    'integer',
    'number',
    'decimal',
    'boolean',
    'date',
    'timestamp',
  ] as const),
  ...(['list', 'text', 'integer', 'decimal', 'timestamp', 'date'] as const),
];

/** `"type": "string"` as one that takes null too, in one of the ways that JSON Schema has. */
function nullable(random: Random, json: Json): Json {
  if (random.chance(0.1) && !('x-sluice' in json)) return { anyOf: [json, { type: 'null' }] };
  const { type, enum: list } = json;
  const more = Array.isArray(list) ? { enum: [...list, null] } : {};
  return typeof type === 'string' && !('const' in json) ? { ...json, ...more, type: [type, 'null'] } : json;
}

/** The schema of one property that holds values: any type, any words of it. @param nested for JSON, where arrays are common */
export function anyProperty(random: Random, nested: boolean): Json {
  const own: Json = {};
  const kind = random.chance(nested ? 0.12 : 0.03) ? 'json' : random.pick(kinds);
  const json = keywordsOf(random, kind, own);
  if (random.chance(0.15)) own['nullTokens'] = random.pick([['NA'], ['', '-'], ['null', 'NULL', 'n/a'], [], ['0']]);
  if (random.chance(0.08))
    own['sensitive'] = random.pick(kind === 'text' ? ['mask', 'tokenise', 'drop'] : ['mask', 'drop']);
  const whole = Object.keys(own).length === 0 ? json : { ...json, 'x-sluice': own };
  return random.chance(0.35) ? nullable(random, whole) : whole;
}
