import { NotDrawable } from '../../not-drawable.ts';
import type { Value } from '../value.ts';
import type { FunctionSpec } from './function-spec.ts';
import { combined, commonType, requireType, rowFunction } from './row-function.ts';

/** The first branch whose condition is true; a condition that is NULL is not true. */
const ifelse: FunctionSpec = {
  name: 'ifelse',
  signature: 'ifelse(condition, value, condition, value, …, otherwise)',
  kind: 'row',
  least: 3,
  most: undefined,
  compile({ trees, value }) {
    const values = trees.map(value);
    if (values.length % 2 === 0) throw new NotDrawable('ifelse: expected a value for "otherwise" at the end');
    const results: Value[] = [];
    const branches: string[] = [];
    for (let index = 0; index + 1 < values.length; index += 2) {
      const [condition, result] = values.slice(index, index + 2);
      if (condition === undefined || result === undefined) break;
      requireType(condition, 'boolean', `ifelse, argument ${index + 1}`);
      results.push(result);
      branches.push(`WHEN ${condition.sql} THEN ${result.sql}`);
    }
    const otherwise = values.slice(-1);
    const type = commonType([...results, ...otherwise], 'ifelse');
    return combined(`CASE ${branches.join(' ')} ELSE ${otherwise[0]?.sql ?? 'NULL'} END`, type, values, 'ifelse');
  },
};

/** https://docs.aws.amazon.com/quicksight/latest/user/switch-function.html */
const switchFunction: FunctionSpec = {
  name: 'switch',
  signature: 'switch(value, case, result, …, otherwise)',
  kind: 'row',
  least: 4,
  most: undefined,
  compile({ trees, value }) {
    const values = trees.map(value);
    const [subject] = values;
    if (subject === undefined || values.length % 2 === 1)
      throw new NotDrawable('switch: expected an otherwise at the end');
    const cases = values.slice(1, -1).filter((_, index) => index % 2 === 0);
    const results = values.slice(1).filter((_, index) => index % 2 === 1);
    const otherwise = values.slice(-1);
    commonType([subject, ...cases], 'switch');
    const branches = cases.map((each, index) => `WHEN ${each.sql} THEN ${results[index]?.sql ?? 'NULL'}`);
    const sql = `CASE ${subject.sql} ${branches.join(' ')} ELSE ${otherwise[0]?.sql ?? 'NULL'} END`;
    return combined(sql, commonType([...results, ...otherwise], 'switch'), values, 'switch');
  },
};

const coalesce: FunctionSpec = {
  name: 'coalesce',
  signature: 'coalesce(value, value, …)',
  kind: 'row',
  least: 1,
  most: undefined,
  compile({ trees, value }) {
    const values = trees.map(value);
    const sql = `coalesce(${values.map((each) => each.sql).join(', ')})`;
    return combined(sql, commonType(values, 'coalesce'), values, 'coalesce');
  },
};

const nullIf: FunctionSpec = {
  name: 'nullIf',
  signature: 'nullIf(value, value)',
  kind: 'row',
  least: 2,
  most: 2,
  compile({ trees, value }) {
    const values = trees.map(value);
    return combined(
      `nullif(${values.map((each) => each.sql).join(', ')})`,
      commonType(values, 'nullIf'),
      values,
      'nullIf',
    );
  },
};

/** `in` and `notIn`; an empty list, which a multi-valued parameter without a value is, means every value. */
function membership(name: string, operator: string): FunctionSpec {
  return {
    name,
    signature: `${name}(value, [value, …])`,
    kind: 'row',
    least: 2,
    most: 2,
    compile({ trees, value }) {
      const [subject, among] = trees.map(value);
      if (subject === undefined || among === undefined) throw new NotDrawable(`${name}: expected a value and a list`);
      const list = among.list ?? [among];
      commonType([subject, ...list], name);
      const members = list.map((each) => each.sql).join(', ');
      const sql = list.length === 0 ? 'TRUE' : `(${subject.sql} ${operator} (${members}))`;
      return combined(sql, 'boolean', [subject, ...list], name);
    },
  };
}

const between: FunctionSpec = {
  name: 'between',
  signature: 'between(value, from, to)',
  kind: 'row',
  least: 3,
  most: 3,
  compile({ trees, value }) {
    const values = trees.map(value);
    commonType(values, 'between');
    const [subject, from, to] = values.map((each) => each.sql);
    return combined(`(${subject} BETWEEN ${from} AND ${to})`, 'boolean', values, 'between');
  },
};

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#conditional-functions */
export const logicFunctions: readonly FunctionSpec[] = [
  between,
  coalesce,
  ifelse,
  membership('in', 'IN'),
  membership('notIn', 'NOT IN'),
  nullIf,
  switchFunction,
  rowFunction('isNull(value)', ['any'], 'boolean', (value) => `(${value} IS NULL)`),
  rowFunction('isNotNull(value)', ['any'], 'boolean', (value) => `(${value} IS NOT NULL)`),
];
