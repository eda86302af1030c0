import type { ErrorObject } from 'ajv/dist/2020.js';
import type { ExactLiterals } from './exact-integers.ts';

/** A value of the schema as its source text has it. */
const show = (value: unknown, literals: ExactLiterals): string => {
  const exact = typeof value === 'number' ? literals.get(value) : undefined;
  return exact?.toString() ?? JSON.stringify(value);
};

const list = (values: unknown, literals: ExactLiterals): string =>
  Array.isArray(values)
    ? values.map((value) => (typeof value === 'string' ? value : show(value, literals))).join(', ')
    : '';

const plural = (count: unknown, thing: string): string => `${String(count)} ${thing}${count === 1 ? '' : 's'}`;

const article = (name: string): string => (/^[aio]/.test(name) ? `an ${name}` : `a ${name}`);

/**
 * What a failed keyword of JSON Schema wanted, as the words after "expected".
 * @param literals the schema's integers beyond 2^53
 */
export function describeViolation(
  { keyword, params, message }: Pick<ErrorObject, 'keyword' | 'params' | 'message'>,
  literals: ExactLiterals = new Map(),
): string {
  switch (keyword) {
    case 'type':
      return [params['type']].flat().map(String).map(article).join(' or ');
    case 'enum':
      return `one of ${list(params['allowedValues'], literals)}`;
    case 'const':
      return show(params['allowedValue'], literals);
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return `a number ${String(params['comparison'])} ${typeof params['limit'] === 'number' ? show(params['limit'], literals) : String(params['limit'])}`;
    case 'multipleOf':
      return `a multiple of ${show(params['multipleOf'], literals)}`;
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
