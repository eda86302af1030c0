import { castsImplicitly, castTo } from '../cast.ts';
import { compileExpression } from '../compile-expression.ts';
import { unify } from '../compile-operator.ts';
import { report, type Scope } from '../context.ts';
import { problems } from '../findings.ts';
import { parseType } from '../parse-type.ts';
import { position } from '../place-sql.ts';
import { isIntegral, isNumeric, type SparkType, simple, sparkName } from '../spark-type.ts';
import type { Kind } from '../syntax-tree.ts';
import { type Typed, unknown } from '../typed.ts';
import type { BoundCall, FunctionEntry } from './function-entry.ts';

/** The parameter that stands for the argument of this place; undefined: one too many. */
function parameterOf(parameters: readonly string[], index: number): string | undefined {
  const last = parameters.at(-1);
  return parameters[index] ?? (last !== undefined && /[*+]$/.test(last) ? last : undefined);
}

const isOptional = (parameter: string): boolean => /[?*]$/.test(parameter);

/** Whether an entry takes so many arguments. */
export function takes(entry: FunctionEntry, count: number): boolean {
  const least = entry.parameters.filter((parameter) => !isOptional(parameter)).length;
  return count >= least && (count <= entry.parameters.length || /[*+]$/.test(entry.parameters.at(-1) ?? ''));
}

/** Translates a call's arguments and casts them as the entry's parameters say. @returns undefined when one does not fit: reported */
export function bindArguments(entry: FunctionEntry, call: Kind<'call'>, scope: Scope): BoundCall | undefined {
  const before = scope.context.problems.length;
  const compiled = call.args.map((arg, index) => {
    if (arg.kind === 'lambda' || parameterOf(entry.parameters, index)?.startsWith('lambda')) return unknown(arg.at);
    return compileExpression(arg, { ...scope, orderFree: entry.orderFree });
  });
  const common = compiled.filter((_, index) => parameterOf(entry.parameters, index)?.startsWith('common'));
  const together = unify(common, scope, call.at, call.name);
  let place = 0;
  const args = compiled.map((arg, index) => {
    const parameter = (parameterOf(entry.parameters, index) ?? 'any').replace(/[?*+]$/, '');
    if (parameter === 'common') {
      const value = together.values[place] ?? arg;
      place += 1;
      return value;
    }
    if (parameter === 'lambda') return arg;
    return bind(arg, parameter, call.name, scope);
  });
  if (args.some((arg) => arg.unordered === true) && !entry.orderFree) {
    report(
      scope,
      problems.nondeterministic(
        call.at,
        call.name,
        'wrap collect_list in sort_array(…) first: rows come in no order of their own',
      ),
    );
  }
  if (scope.context.problems.length > before) return undefined;
  return boundCall(call, args, compiled, scope);
}

function boundCall(call: Kind<'call'>, args: readonly Typed[], given: readonly Typed[], scope: Scope): BoundCall {
  const { at, name } = call;
  const constant = (index: number) => given[index]?.constant;
  return {
    name,
    at,
    args,
    given,
    written: call.args,
    scope,
    place: position(at),
    sql: (index) => args[index]?.sql ?? 'NULL',
    text: (index) => {
      const value = constant(index);
      return typeof value === 'string' ? value : undefined;
    },
    whole: (index) => {
      const value = constant(index);
      return typeof value === 'bigint' ? Number(value) : undefined;
    },
    type: (index) => args[index]?.type ?? simple('null'),
    refuse: (expected, got, fix) => {
      report(scope, problems.arguments(at, name, expected, got, fix));
      return { sql: 'NULL', type: simple('unknown') };
    },
  };
}

/** One argument as its parameter wants it. */
function bind(arg: Typed, parameter: string, name: string, scope: Scope): Typed {
  if (arg.type.kind === 'unknown' || parameter === 'any') return arg;
  const wrong = (expected: string, fix: string): Typed => {
    report(scope, problems.arguments(arg.at, name, expected, sparkName(arg.type), fix));
    return unknown(arg.at);
  };
  if (parameter === 'text')
    return typeof arg.constant === 'string' || arg.constant === null
      ? arg
      : wrong('text that is written out', 'write it as a literal');
  if (parameter === 'whole')
    return typeof arg.constant === 'bigint'
      ? arg
      : wrong('a whole number that is written out', 'write it as a literal');
  if (parameter === 'integral')
    return isIntegral(arg.type) ? castTo(arg, simple('bigint'), scope) : wrong('a whole number', 'CAST it AS BIGINT');
  if (parameter === 'number') return bindNumber(arg, wrong, scope);
  if (parameter === 'array')
    return arg.type.kind === 'array' ? arg : wrong('an array', 'use split, array or from_json to make one');
  const type = parseType(parameter);
  if (type === undefined) return arg;
  if (!castsImplicitly(arg.type, type) || (isDays(name, type) && arg.type.kind === 'bigint'))
    return wrong(sparkName(type), `CAST it AS ${sparkName(type).toUpperCase()}`);
  return castTo(arg, type, scope);
}

/** Spark takes no bigint for a count of days. */
const isDays = (name: string, type: SparkType): boolean =>
  type.kind === 'int' && /^(date_add|date_sub|dateadd)$/.test(name);

function bindNumber(arg: Typed, wrong: (expected: string, fix: string) => Typed, scope: Scope): Typed {
  if (isNumeric(arg.type)) return arg;
  if (arg.type.kind === 'string' || arg.type.kind === 'null') return castTo(arg, simple('double'), scope);
  return wrong('a number', 'CAST it');
}
