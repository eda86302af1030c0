import { castTo } from './cast.ts';
import { compileLike } from './compile-like.ts';
import { compileInterval, compileNumber, compileText, compileTypedLiteral } from './compile-literal.ts';
import { compare, compileBinary, condition, unify } from './compile-operator.ts';
import { compileExists, compileInQuery, compileScalar } from './compile-subquery.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { once } from './once.ts';
import { position, withoutPlaces } from './place-sql.ts';
import { fieldOf, resolveColumn } from './resolve-column.ts';
import { isNumeric, simple, sparkName } from './spark-type.ts';
import type { Expression, Kind } from './syntax-tree.ts';
import { retyped, type Typed, typed, unknown } from './typed.ts';

/** Translates an expression; what is wrong with it is reported to the scope, and the rest goes on. */
export function compileExpression(expression: Expression, scope: Scope): Typed {
  const value = compileNode(expression, scope);
  if (scope.groups === undefined) return value;
  const shape = withoutPlaces(value.sql);
  const key = scope.groups.find((each) => withoutPlaces(each.sql) === shape);
  return key === undefined ? value : { ...value, sql: key.sql, loose: [] };
}

const boolean = simple('boolean');

function compileNode(node: Expression, scope: Scope): Typed {
  const { at } = node;
  // An array's order matters to every consumer but the call that says otherwise.
  const inner = scope.orderFree && node.kind !== 'call' ? { ...scope, orderFree: false } : scope;
  const compile = (part: Expression) => compileExpression(part, inner);
  switch (node.kind) {
    case 'null':
      return { ...typed('NULL', simple('null'), at, []), constant: null };
    case 'boolean':
      return { ...typed(node.value ? 'true' : 'false', boolean, at, []), constant: node.value };
    case 'number':
      return compileNumber(node, scope);
    case 'text':
      return compileText(node, scope);
    case 'typed':
      return compileTypedLiteral(node, scope);
    case 'interval':
      return compileInterval(node, scope);
    case 'column':
      return resolveColumn(node, scope);
    case 'unary':
      return compileUnary(node, inner);
    case 'binary':
      return compileBinary(node.operator, compile(node.left), compile(node.right), scope, at);
    case 'is':
      return compileIs(node, compile(node.operand), scope);
    case 'distinct':
      return compare(
        node.not ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM',
        compile(node.left),
        compile(node.right),
        scope,
        at,
      );
    case 'between': {
      const operand = compile(node.operand);
      const low = compare('>=', operand, compile(node.low), scope, at);
      return negate(
        node.not,
        compileBinary('and', low, compare('<=', operand, compile(node.high), scope, at), scope, at),
      );
    }
    case 'in': {
      const { values } = unify([node.operand, ...node.items].map(compile), scope, at, 'IN');
      const [operand, ...items] = values.map((value) => value.sql);
      return negate(node.not, typed(`(${operand} IN (${items.join(', ')}))`, boolean, at, values));
    }
    case 'in-query':
      return compileInQuery(node, compile(node.operand), scope);
    case 'like':
      return compileLike(node, compile(node.operand), node.patterns.map(compile), scope);
    case 'case':
      return compileCase(node, inner);
    case 'cast':
      return castTo(compile(node.operand), node.type, scope, node.attempt, at);
    case 'call':
      return scope.context.call(node, scope);
    case 'extract':
      return scope.context.call(
        {
          kind: 'call',
          at,
          name: 'date_part',
          distinct: false,
          args: [{ kind: 'text', at, value: node.field }, node.operand],
          filter: undefined,
          nulls: undefined,
          over: undefined,
        },
        inner,
      );
    case 'scalar':
      return compileScalar(node, scope);
    case 'exists':
      return compileExists(node, scope);
    case 'index':
      return compileIndex(node, inner);
    case 'field':
      return fieldOf(compile(node.operand), node.name, scope);
    case 'star':
      return refuse(node, scope, '* here', 'name the columns, or write count(*)');
    case 'tuple':
      return refuse(node, scope, 'a list of values', 'compare one value, or use a join');
    case 'lambda':
      return refuse(node, scope, 'a lambda here', 'use it in transform, filter, exists or forall');
  }
}

function refuse(node: Expression, scope: Scope, what: string, fix: string): Typed {
  report(scope, problems.construct(node.at, what, fix));
  return unknown(node.at);
}

/** NOT, where it was written. */
const negate = (not: boolean, value: Typed): Typed => (not ? retyped(value, `(NOT ${value.sql})`, boolean) : value);

function compileUnary(node: Kind<'unary'>, scope: Scope): Typed {
  const operand = compileExpression(node.operand, scope);
  if (node.operator === 'not') return negate(true, condition(operand, scope));
  if (node.operator === '~') return refuse(node, scope, 'the operator ~', 'use arithmetic');
  if (operand.interval !== undefined) {
    const sign = node.operator === '-' ? -1 : 1;
    const { months, days, microseconds } = operand.interval;
    return { ...operand, interval: { months: sign * months, days: sign * days, microseconds: sign * microseconds } };
  }
  const number = operand.type.kind === 'string' ? castTo(operand, simple('double'), scope) : operand;
  if (!isNumeric(number.type) && !['null', 'unknown'].includes(number.type.kind)) {
    report(scope, problems.type(node.at, node.operator, 'a number', sparkName(number.type), 'CAST it'));
    return unknown(node.at);
  }
  return node.operator === '+' ? number : retyped(number, `(- ${number.sql})`, number.type);
}

function compileIs(node: Kind<'is'>, operand: Typed, scope: Scope): Typed {
  const not = node.not ? 'NOT ' : '';
  if (node.what === 'null') return typed(`(${operand.sql} IS ${not}NULL)`, boolean, node.at, [operand]);
  const value = condition(operand, scope);
  const word = node.what === 'unknown' ? 'NULL' : node.what.toUpperCase();
  return typed(`(${value.sql} IS ${not}${word})`, boolean, node.at, [value]);
}

function compileCase(node: Kind<'case'>, scope: Scope): Typed {
  const operand = node.operand === undefined ? undefined : compileExpression(node.operand, scope);
  const whens = node.branches.map(({ when }) => {
    const test = compileExpression(when, scope);
    return operand === undefined ? condition(test, scope) : compare('=', operand, test, scope, when.at);
  });
  const thens = node.branches.map(({ result }) => compileExpression(result, scope));
  const otherwise = node.otherwise === undefined ? [] : [compileExpression(node.otherwise, scope)];
  const { type, values } = unify([...thens, ...otherwise], scope, node.at, 'CASE');
  const branches = whens.map((when, index) => `WHEN ${when.sql} THEN ${values[index]?.sql}`);
  const last = otherwise.length === 0 ? '' : ` ELSE ${values.at(-1)?.sql}`;
  return typed(`CASE ${branches.join(' ')}${last} END`, type, node.at, [...whens, ...values]);
}

function compileIndex(node: Kind<'index'>, scope: Scope): Typed {
  const [operand, index] = [compileExpression(node.operand, scope), compileExpression(node.index, scope)];
  if (operand.type.kind === 'unknown') return operand;
  if (operand.type.kind === 'struct' && typeof index.constant === 'string')
    return fieldOf(operand, index.constant, scope);
  if (operand.type.kind !== 'array') {
    report(
      scope,
      problems.type(node.at, '[ ]', 'an array', sparkName(operand.type), 'use get_json_object for JSON text'),
    );
    return unknown(node.at);
  }
  if (!['tinyint', 'smallint', 'int', 'bigint', 'null'].includes(index.type.kind)) {
    report(scope, problems.type(index.at, '[ ]', 'a whole number', sparkName(index.type), 'CAST it AS INT'));
    return unknown(node.at);
  }
  const { element } = operand.type;
  return once([operand, castTo(index, simple('int'), scope)], ([array = operand, place = index]) =>
    typed(`spk_index(${array.sql}, ${place.sql}, ${position(node.at)})`, element, node.at, [operand, index]),
  );
}
