import { typeNoun } from '../formula-type.ts';
import type { FormulaFunction, Parameter } from './formula-function.ts';

/** How a function is called, for messages and documentation; `?` marks what may be left out, `…` what repeats. */
export function signatureOf({ name, parameters }: FormulaFunction): string {
  const words = parameters.map(
    (each, index) =>
      `${parameterWords(each)}${each.optional === true ? '?' : ''}${
        each.repeats === true && parameters[index + 1]?.repeats !== true ? ', …' : ''
      }`,
  );
  return `${name}(${words.join(', ')})`;
}

function parameterWords(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'period':
      return parameter.quoted ? `'${parameter.name}'` : parameter.name;
    case 'sort':
      return '[sortField ASC, …]';
    case 'partition':
    case 'keys':
    case 'values':
      return `[${parameter.name}, …]`;
    default:
      return parameter.name;
  }
}

/** What one argument has to be; completes "expected …". */
export function expectedOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'value':
      return typeNoun(parameter.accepts);
    case 'constant':
      return constantWords(parameter);
    case 'period':
      return parameter.quoted
        ? `a period in quotes: ${parameter.words.map((word) => `'${word}'`).join(', ')}`
        : `a period: ${parameter.words.join(', ')}`;
    case 'option':
    case 'level':
      return `one of ${parameter.words.join(', ')}`;
    case 'sort':
      return 'a list in [ ] to sort by, as in [{field} ASC]';
    case 'partition':
    case 'keys':
      return 'a list of fields in [ ]';
    case 'values':
      return 'a list of values in [ ], or a parameter';
  }
}

function constantWords({ least, most, whole }: Extract<Parameter, { kind: 'constant' }>): string {
  const noun = whole ? 'a whole number written out' : 'a number written out';
  if (most !== Number.POSITIVE_INFINITY) return `${noun}, ${least} to ${most}`;
  return least === Number.NEGATIVE_INFINITY ? noun : `${noun}, ${least} or more`;
}
