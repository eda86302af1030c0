import type { ErrorObject } from 'ajv/dist/2020.js';

const list = (values: unknown): string =>
  Array.isArray(values)
    ? values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')
    : '';

const plural = (count: unknown, thing: string): string => `${String(count)} ${thing}${count === 1 ? '' : 's'}`;

const article = (name: string): string => (/^[aio]/.test(name) ? `an ${name}` : `a ${name}`);

/** What a failed keyword of JSON Schema wanted, as the words after "expected". */
export function describeViolation({
  keyword,
  params,
  message,
}: Pick<ErrorObject, 'keyword' | 'params' | 'message'>): string {
  switch (keyword) {
    case 'type':
      return [params['type']].flat().map(String).map(article).join(' or ');
    case 'enum':
      return `one of ${list(params['allowedValues'])}`;
    case 'const':
      return JSON.stringify(params['allowedValue']);
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return `a number ${String(params['comparison'])} ${String(params['limit'])}`;
    case 'multipleOf':
      return `a multiple of ${String(params['multipleOf'])}`;
    case 'minLength':
      return `at least ${plural(params['limit'], 'character')}`;
    case 'maxLength':
      return `at most ${plural(params['limit'], 'character')}`;
    case 'minItems':
      return `at least ${plural(params['limit'], 'item')}`;
    case 'maxItems':
      return `at most ${plural(params['limit'], 'item')}`;
    case 'uniqueItems':
      return 'each item once';
    case 'pattern':
      return `text that matches ${String(params['pattern'])}`;
    case 'format':
      return `text in the format ${String(params['format'])}`;
    case 'precision':
      return `a decimal(${String(params['precision'])},${String(params['scale'])})`;
    case 'required':
      return `a value for ${String(params['missingProperty'])}`;
    case 'dependentRequired':
      return `a value for ${String(params['missingProperty'])} beside ${String(params['property'])}`;
    case 'additionalProperties':
      return `no ${JSON.stringify(params['additionalProperty'])}`;
    case 'false schema':
      return 'no value';
    default:
      return `what ${JSON.stringify(keyword)} asks for${message === undefined ? '' : `: ${message}`}`;
  }
}
