import type { SqlProblem } from './findings.ts';
import type { SparkType } from './spark-type.ts';
import type { Expression, Kind, Query, Window } from './syntax-tree.ts';
import type { SqlTables } from './translation.ts';
import type { LooseColumn, Typed } from './typed.ts';

/** What one translation shares: problems found, names read, aliases given. */
export interface Context {
  readonly tables: SqlTables;
  readonly problems: SqlProblem[];
  readonly reads: Set<string>;
  /** A relation alias that nothing else has. */
  readonly alias: () => string;
  /** Translates a query inside an expression or a FROM. */
  readonly query: (query: Query, scope: Scope | undefined, ctes: Ctes, use: QueryUse) => CompiledQuery;
  /** Translates a function call. */
  readonly call: (call: Kind<'call'>, scope: Scope) => Typed;
  readonly exploring: boolean;
}

/** Whether a query's rows are counted on in order (LIMIT), or only as a set. */
export type QueryUse = 'rows' | 'scalar' | 'exists';

/** Queries of WITH that can be named, by lower-case name. */
export type Ctes = ReadonlyMap<string, CompiledTable>;

/** A column of a relation or a result, by the name that the query knows. */
export interface CompiledColumn {
  readonly name: string;
  readonly type: SparkType;
}

/** A table that FROM can name: DuckDB's name and the columns, each with its DuckDB name. */
export interface CompiledTable {
  readonly sql: string;
  readonly columns: readonly (CompiledColumn & { readonly duckdb: string })[];
}

/** A translated query. */
export interface CompiledQuery extends CompiledTable {
  /** Columns of outer queries that it uses. */
  readonly outer: readonly LooseColumn[];
}

/** A column that a name can mean. */
export interface ScopeColumn extends CompiledColumn {
  /** Lower-case alias of its relation. */
  readonly table: string | undefined;
  readonly sql: string;
  /** The other side of USING: only its qualified name means it. */
  readonly hidden: boolean;
}

/** What names mean at one place of a query. */
export interface Scope {
  readonly context: Context;
  readonly columns: readonly ScopeColumn[];
  readonly parent: Scope | undefined;
  readonly ctes: Ctes;
  /** Aliases of SELECT, lower-case. */
  readonly aliases: ReadonlyMap<string, Typed>;
  /** Against a column of the same name: ORDER BY takes the alias, HAVING too unless the column is grouped, all else the column. */
  readonly aliasRule: 'column-first' | 'alias-first' | 'grouped-first';
  /** Where columns of an outer query may not stand; undefined: they may here. */
  readonly noOuter: string | undefined;
  readonly lambdas: ReadonlyMap<string, Typed>;
  /** SQL of the GROUP BY keys; undefined: the query does not group, or this is inside an aggregate. */
  readonly groups: readonly Typed[] | undefined;
  /** Why aggregates or windows are not allowed here; undefined: they are. */
  readonly noAggregates: string | undefined;
  readonly noWindows: string | undefined;
  readonly windows: ReadonlyMap<string, Window>;
  /** Columns of outer queries used so far. */
  readonly outer: LooseColumn[];
  /** The consumer of this expression does not depend on an array's order. */
  readonly orderFree: boolean;
}

/** Notes a problem; the translation goes on, to find others. */
export function report(scope: Scope, problem: SqlProblem): void {
  scope.context.problems.push(problem);
}

/** Translates an expression; passed where an import would close a circle. */
export type CompileExpression = (expression: Expression, scope: Scope) => Typed;
