import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { readNumber } from './decimal.ts';

/** The exact values of integers beyond 2^53 in a record, by JSON pointer (RFC 6901): the record itself has the nearest doubles. */
export type ExactIntegers = ReadonlyMap<string, bigint>;

/** What the schema's integers beyond 2^53 are in its source text, by the double that JSON.parse makes of them. */
export type ExactLiterals = ReadonlyMap<number, bigint>;

/** What ajv's synchronous judging, which takes no context, works with. */
let current: { readonly literals: ExactLiterals; readonly values: ExactIntegers } | undefined;

/** Runs one judging by the keywords of `addExactKeywords`, with the exact integers of its record and schema. */
export function judgeExactly<Result>(literals: ExactLiterals, values: ExactIntegers, judge: () => Result): Result {
  current = { literals, values };
  try {
    return judge();
  } finally {
    current = undefined;
  }
}

/** BigInt and Number compare exactly in JavaScript, so every other number of the schema may stay what it is. */
const exactly = (literal: unknown): unknown =>
  typeof literal === 'number' ? (current?.literals.get(literal) ?? literal) : literal;

const order = (value: bigint, limit: unknown): number => {
  const bound = exactly(limit);
  if (typeof bound !== 'number' && typeof bound !== 'bigint') return 0;
  return value < bound ? -1 : value > bound ? 1 : 0;
};

function isMultiple(value: bigint, of: unknown): boolean {
  const divisor = readNumber(String(exactly(of)));
  return divisor === undefined || (value * 10n ** BigInt(divisor.scale)) % divisor.units === 0n;
}

const isEqual = (value: bigint, literal: unknown): boolean =>
  typeof literal === 'number' && order(value, literal) === 0;

interface ExactKeyword {
  readonly type?: 'number';
  readonly allows: (value: bigint, schema: unknown) => boolean;
  readonly params: (schema: unknown) => ErrorObject['params'];
}

const bound = (comparison: string, allows: (sign: number) => boolean): ExactKeyword => ({
  type: 'number',
  allows: (value, limit) => allows(order(value, limit)),
  params: (limit) => ({ comparison, limit }),
});

const keywords: Readonly<Record<string, ExactKeyword>> = {
  minimum: bound('>=', (sign) => sign >= 0),
  exclusiveMinimum: bound('>', (sign) => sign > 0),
  maximum: bound('<=', (sign) => sign <= 0),
  exclusiveMaximum: bound('<', (sign) => sign < 0),
  multipleOf: { type: 'number', allows: isMultiple, params: (multipleOf) => ({ multipleOf }) },
  const: { allows: isEqual, params: (allowedValue) => ({ allowedValue }) },
  enum: {
    allows: (value, choices) => Array.isArray(choices) && choices.some((choice) => isEqual(value, choice)),
    params: (allowedValues) => ({ allowedValues }),
  },
};

/**
 * Replaces the keywords that compare numbers by ones that judge integers beyond 2^53 exactly, wherever in the schema they stand.
 * @param compile ajv's own keyword, for all other values
 */
export function addExactKeywords(ajv: Ajv2020, compile: (schema: object) => ValidateFunction): void {
  for (const [keyword, { type, allows, params }] of Object.entries(keywords)) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      ...(type === undefined ? {} : { type }),
      compile(schema: unknown): DataValidateFunction {
        const judgeDouble = compile({ ...(type === undefined ? {} : { type }), [keyword]: schema });
        const judge: DataValidateFunction = (data, context) => {
          const exact = context === undefined ? undefined : current?.values.get(context.instancePath);
          if (exact !== undefined) {
            const allowed = allows(exact, schema);
            judge.errors = allowed ? [] : [{ keyword, params: params(schema) }];
            return allowed;
          }
          const allowed = judgeDouble(data) === true;
          // Without their place, which ajv adds.
          judge.errors = (judgeDouble.errors ?? []).map((error) => ({ keyword, params: error.params }));
          return allowed;
        };
        return judge;
      },
    });
  }
}
