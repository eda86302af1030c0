import { expressionParts } from '../../../glue/duckdb/spark-sql/expression-parts.ts';
import type { Expression, Window } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import { bareColumn, columnsOf, type TraceScope } from './trace-scope.ts';

/** What an expression's value is made of besides the rows that its row's key names. */
export interface Scanned {
  /** It may come from other rows of the dataset. */
  readonly mixed: boolean;
  /** It holds a subquery that reads the dataset. */
  readonly reads: boolean;
}

const clean: Scanned = { mixed: false, reads: false };
const both = (a: Scanned, b: Scanned): Scanned => ({ mixed: a.mixed || b.mixed, reads: a.reads || b.reads });

/** What windows mean, and which columns keep rows apart. */
export interface WindowScope extends TraceScope {
  readonly windows: ReadonlyMap<string, Window>;
  /** Ids of the columns that keep the dataset's rows apart. */
  readonly keys: ReadonlySet<number>;
}

/** Several expressions as one. */
export const scanAll = (expressions: readonly (Expression | undefined)[], scope: WindowScope): Scanned =>
  expressions.reduce<Scanned>((sum, one) => (one === undefined ? sum : both(sum, scanExpression(one, scope))), clean);

/** Judges an expression. A name that is not known is taken for the worst. */
export function scanExpression(expression: Expression, scope: WindowScope): Scanned {
  switch (expression.kind) {
    case 'column':
      return scanColumn(expression.path, scope);
    case 'lambda': {
      const parameters = new Set([...scope.parameters, ...expression.parameters.map((name) => name.toLowerCase())]);
      return scanExpression(expression.body, { ...scope, parameters });
    }
    case 'scalar':
    case 'exists':
    case 'in-query': {
      const { reads } = scope.tracing.query(expression.query, scope.ctes);
      // A subquery may compare with any column of the query around it.
      const mixed = scope.columns.some((column) => column.mixed);
      return both({ mixed: mixed || reads, reads }, scanAll(expressionParts(expression), scope));
    }
    case 'call': {
      const args = scanAll([...expression.args, expression.filter], scope);
      return expression.over === undefined ? args : both(args, scanWindow(expression.over, scope));
    }
    case 'star':
      // count(*)
      return clean;
    default:
      return scanAll(expressionParts(expression), scope);
  }
}

function scanColumn(path: readonly string[], scope: WindowScope): Scanned {
  const name = (path[0] ?? '').toLowerCase();
  if (scope.parameters.has(name)) return clean;
  const columns = columnsOf(path, scope.columns);
  const alias = scope.aliases.get(name);
  const aliases = new Map([...scope.aliases].filter(([other]) => other !== name));
  const aliased = alias === undefined ? clean : scanExpression(alias, { ...scope, aliases });
  const mixed = columns.length === 0 ? alias === undefined : columns.some((column) => column.mixed);
  return both({ mixed, reads: false }, aliased);
}

/** A window sees the rows of its partition: with a key in PARTITION BY, only those that its row's key names. */
function scanWindow(written: Window, scope: WindowScope): Scanned {
  const window = written.name === undefined ? written : scope.windows.get(written.name.toLowerCase());
  if (window === undefined) return { mixed: true, reads: false };
  const parts = scanAll([...window.partitionBy, ...window.orderBy.map(({ expression }) => expression)], scope);
  const apart = window.partitionBy.some((one) => scope.keys.has(bareColumn(one, scope.columns)?.id ?? -1));
  return apart ? parts : { ...parts, mixed: true };
}
