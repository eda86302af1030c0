import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { compareDecimals, type Decimal, fitsDecimal, parseDecimal, readUnits, unitsOf } from './decimal.ts';
import { isObject, type Keywords } from './subschemas.ts';

type Problem = Partial<ErrorObject>;

/** What our keyword asks of a decimal. */
interface DecimalRules {
  readonly precision: number;
  readonly scale: number;
  readonly minimum: Decimal | undefined;
  readonly maximum: Decimal | undefined;
  readonly own: Keywords;
}

const boundOf = (bound: unknown): Decimal | undefined => (typeof bound === 'string' ? parseDecimal(bound) : undefined);

function decimalRules(own: Keywords): DecimalRules {
  const precision = typeof own['precision'] === 'number' ? own['precision'] : 38;
  const scale = typeof own['scale'] === 'number' ? own['scale'] : Math.min(9, precision);
  return { precision, scale, minimum: boundOf(own['minimum']), maximum: boundOf(own['maximum']), own };
}

function judgeDecimal(text: string, { precision, scale, minimum, maximum, own }: DecimalRules): Problem[] {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return [];
  const problems: Problem[] = [];
  if (!fitsDecimal(decimal, precision, scale)) {
    problems.push({ keyword: 'precision', params: { precision, scale } });
  }
  if (minimum !== undefined && compareDecimals(decimal, minimum) < 0) {
    problems.push({ keyword: 'minimum', params: { comparison: '>=', limit: own['minimum'] } });
  }
  if (maximum !== undefined && compareDecimals(decimal, maximum) > 0) {
    problems.push({ keyword: 'maximum', params: { comparison: '<=', limit: own['maximum'] } });
  }
  return problems;
}

/** Makes a test of the decimals that most are: of few digits, written with the column's scale. It says no where it does not know. */
function compilePlainTest({ precision, scale, minimum, maximum }: DecimalRules): (text: string) => boolean {
  const least = minimum === undefined ? Number.NEGATIVE_INFINITY : unitsOf(minimum, scale);
  const most = maximum === undefined ? Number.POSITIVE_INFINITY : unitsOf(maximum, scale);
  if (least === undefined || most === undefined) return () => false;
  const end = 10 ** Math.max(precision, scale);
  return (text) => {
    const units = readUnits(text, scale);
    return units !== undefined && units >= least && units <= most && Math.abs(units) < end;
  };
}

/**
 * Compiles our keyword for ajv: it judges decimals, exactly and as text; for every other column it holds nothing to judge.
 * @param own the keyword's value
 * @param parent the schema that it stands in
 */
export function compileDecimalKeyword(own: unknown, parent: AnySchemaObject): DataValidateFunction {
  if (parent['format'] !== 'decimal' || !isObject(own)) return () => true;
  const rules = decimalRules(own);
  const isPlain = compilePlainTest(rules);
  const judge: DataValidateFunction = (data) => {
    if (typeof data !== 'string' || isPlain(data)) return true;
    const problems = judgeDecimal(data, rules);
    judge.errors = problems;
    return problems.length === 0;
  };
  return judge;
}
