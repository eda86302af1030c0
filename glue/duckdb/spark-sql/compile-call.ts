import { compileAggregateCall } from './compile-aggregate-call.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { adviceFor, nondeterministic } from './functions/advice.ts';
import { bindArguments, takes } from './functions/bind-arguments.ts';
import type { Aggregate, BoundCall, FunctionEntry, Result } from './functions/function-entry.ts';
import { functionTable } from './functions/function-table.ts';
import { once } from './once.ts';
import type { Kind } from './syntax-tree.ts';
import { type Typed, typed, unknown } from './typed.ts';

/** Translates a call of a function on the allow-list; reports any other with the nearest allowed way. */
export function compileCall(call: Kind<'call'>, scope: Scope): Typed {
  const entry = functionTable.get(call.name);
  const chance = nondeterministic[call.name];
  if (chance !== undefined && call.over === undefined) {
    report(scope, problems.nondeterministic(call.at, call.name, chance));
    return unknown(call.at);
  }
  if (entry === undefined) {
    report(scope, problems.function(call.at, call.name, adviceFor(call.name, [...functionTable.keys()])));
    return unknown(call.at);
  }
  if (!takes(entry, call.args.length)) {
    report(
      scope,
      problems.arguments(
        call.at,
        call.name,
        `${call.name}(${entry.parameters.join(', ')})`,
        `${call.args.length} arguments`,
      ),
    );
    return unknown(call.at);
  }
  if (entry.kind === 'scalar') return compileScalarCall(entry, call, scope);
  return compileAggregateCall(entry, call, scope);
}

function compileScalarCall(entry: FunctionEntry, call: Kind<'call'>, scope: Scope): Typed {
  if (call.over !== undefined || call.distinct || call.filter !== undefined || call.nulls !== undefined) {
    report(
      scope,
      problems.construct(call.at, `${call.name} with OVER, DISTINCT, FILTER or NULLS`, 'those go with aggregates'),
    );
    return unknown(call.at);
  }
  const bound = bindArguments(entry, call, { ...scope, orderFree: false });
  if (bound === undefined) return unknown(call.at);
  const result = computedOnce(entry, bound);
  return {
    ...typed(result.sql, result.type, call.at, [...bound.args, ...(result.parts ?? [])]),
    ...spread(result.unordered),
  };
}

/** Builds the call; an argument that its SQL would hold more than once, or that a macro may write again, is computed once. */
function computedOnce(entry: FunctionEntry, bound: BoundCall): Result {
  const first = entry.build(bound, plain);
  const again = bound.args.some(({ sql }) => first.sql.split(sql).length > 2) || first.sql.includes('spk_');
  if (!again || entry.lazy || first.type.kind === 'unknown') return first;
  const constants = bound.args.map((arg) => arg.constant !== undefined || arg.interval !== undefined);
  return once(
    bound.args.map((arg, index) => (constants[index] ? { ...arg, sql: '' } : arg)),
    (args) =>
      entry.build(
        {
          ...bound,
          args: args.map((arg, index) => (constants[index] ? (bound.args[index] ?? arg) : arg)),
          sql: (index) => (constants[index] ? bound.sql(index) : (args[index]?.sql ?? 'NULL')),
        },
        plain,
      ),
  );
}

const plain: Aggregate = (name, ...args) => `${name}(${args.join(', ')})`;
const spread = (unordered: boolean | undefined) => (unordered === true ? { unordered: true } : {});
