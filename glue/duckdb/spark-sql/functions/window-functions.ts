import { castTo } from '../cast.ts';
import { simple } from '../spark-type.ts';
import { type Aggregate, type BoundCall, type FunctionEntry, type Result, window } from './function-entry.ts';

const int = simple('int');
const double = simple('double');

/** Functions that stand OVER a window alone; each needs ORDER BY there. Rows that tie in it come by chance, so leave no ties. */
export const windowFunctions: readonly FunctionEntry[] = [
  ...['row_number', 'rank', 'dense_rank'].map((name) =>
    window(`${name}()`, (_, over) => ({ sql: `CAST(${over(name)} AS INTEGER)`, type: int })),
  ),
  window('ntile(whole)', (c, over) => ({ sql: `CAST(${over('ntile', c.sql(0))} AS INTEGER)`, type: int })),
  window('percent_rank()', (_, over) => ({ sql: over('percent_rank'), type: double })),
  window('cume_dist()', (_, over) => ({ sql: over('cume_dist'), type: double })),
  window('lag(any, whole?, any?)', (c, over) => shifted(c, over, 'lag')),
  window('lead(any, whole?, any?)', (c, over) => shifted(c, over, 'lead')),
  window('first_value first(any, any?)', (c, over) => at(c, over, 'first_value')),
  window('last_value last(any, any?)', (c, over) => at(c, over, 'last_value')),
  window('nth_value(any, whole)', (c, over) => ({ sql: over('nth_value', c.sql(0), c.sql(1)), type: c.type(0) })),
];

function shifted(call: BoundCall, over: Aggregate, name: string): Result {
  const type = call.type(0);
  const [, , fallback] = call.args;
  const rest = fallback === undefined ? [] : [castTo(fallback, type, call.scope).sql];
  return { sql: over(name, call.sql(0), call.args[1] === undefined ? '1' : call.sql(1), ...rest), type };
}

/** first(x, true) means IGNORE NULLS. */
function at(call: BoundCall, over: Aggregate, name: string): Result {
  const ignores = call.args[1]?.constant;
  if (call.args[1] !== undefined && typeof ignores !== 'boolean')
    return call.refuse('true or false', 'something else', 'write IGNORE NULLS');
  return {
    sql: ignores === true ? over(name, `${call.sql(0)} IGNORE NULLS`) : over(name, call.sql(0)),
    type: call.type(0),
  };
}
