import type { FunctionSpec } from './function-spec.ts';
import { combined, requireType, rowFunction } from './row-function.ts';

/** A test of one text in another; `CASE_INSENSITIVE` as third argument compares in lower case. */
function textTest(name: string, duckdb: string): FunctionSpec {
  return {
    name,
    signature: `${name}(text, part, CASE_INSENSITIVE?)`,
    kind: 'row',
    least: 2,
    most: 3,
    compile({ trees, value }) {
      const values = trees.slice(0, 2).map(value);
      for (const each of values) requireType(each, 'string', name);
      const option = trees[2];
      const insensitive = option?.kind === 'field' && option.name.toUpperCase() === 'CASE_INSENSITIVE';
      const sides = values.map((each) => (insensitive ? `lower(${each.sql})` : each.sql));
      return combined(`${duckdb}(${sides.join(', ')})`, 'boolean', values, name);
    },
  };
}

/** `concat` takes any number of texts; one that is NULL makes the result NULL. */
const concat: FunctionSpec = {
  name: 'concat',
  signature: 'concat(text, text, …)',
  kind: 'row',
  least: 1,
  most: undefined,
  compile({ trees, value }) {
    const values = trees.map(value);
    for (const each of values) requireType(each, 'string', 'concat');
    return combined(`(${values.map((each) => each.sql).join(' || ')})`, 'string', values, 'concat');
  },
};

/**
 * Text functions; positions count from 1.
 * https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#string-functions
 */
export const textFunctions: readonly FunctionSpec[] = [
  concat,
  textTest('contains', 'contains'),
  textTest('startsWith', 'starts_with'),
  textTest('endsWith', 'suffix'),
  rowFunction(
    'left(text, length)',
    ['string', 'number'],
    'string',
    (text, length) => `left(${text}, CAST(${length} AS BIGINT))`,
  ),
  rowFunction(
    'right(text, length)',
    ['string', 'number'],
    'string',
    (text, length) => `right(${text}, CAST(${length} AS BIGINT))`,
  ),
  rowFunction(
    'substring(text, start, length)',
    ['string', 'number', 'number'],
    'string',
    (text, start, length) => `substring(${text}, CAST(${start} AS BIGINT), CAST(${length} AS BIGINT))`,
  ),
  rowFunction('locate(text, part, start?)', ['string', 'string', 'number'], 'number', locate, 1),
  rowFunction(
    'split(text, delimiter, position)',
    ['string', 'string', 'number'],
    'string',
    (text, mark, position) => `nullif(split_part(${text}, ${mark}, CAST(${position} AS BIGINT)), '')`,
  ),
  rowFunction(
    'replace(text, part, by)',
    ['string', 'string', 'string'],
    'string',
    (text, part, by) => `replace(${text}, ${part}, ${by})`,
  ),
  rowFunction('trim(text)', ['string'], 'string', (text) => `trim(${text})`),
  rowFunction('ltrim(text)', ['string'], 'string', (text) => `ltrim(${text})`),
  rowFunction('rtrim(text)', ['string'], 'string', (text) => `rtrim(${text})`),
  rowFunction('toLower(text)', ['string'], 'string', (text) => `lower(${text})`),
  rowFunction('toUpper(text)', ['string'], 'string', (text) => `upper(${text})`),
  rowFunction('strlen(text)', ['string'], 'number', (text) => `length(${text})`),
  rowFunction('toString(value)', ['any'], 'string', (value) => `CAST(${value} AS VARCHAR)`),
  rowFunction('parseInt(text)', ['string'], 'number', (text) => `CAST(trunc(TRY_CAST(${text} AS DOUBLE)) AS BIGINT)`),
  rowFunction('parseDecimal(text)', ['string'], 'number', (text) => `TRY_CAST(${text} AS DOUBLE)`),
];

function locate(text = '', part = '', start?: string): string {
  if (start === undefined) return `instr(${text}, ${part})`;
  const rest = `instr(substring(${text}, CAST(${start} AS BIGINT)), ${part})`;
  return `CASE WHEN ${rest} = 0 THEN 0 ELSE ${rest} + CAST(${start} AS BIGINT) - 1 END`;
}
