import type { Position } from './findings.ts';
import { type SparkType, simple } from './spark-type.ts';

/** A column of the present query that is neither grouped nor aggregated, so far. */
export interface LooseColumn {
  readonly name: string;
  readonly at: Position;
}

/** The value of an expression that is constant as written. */
export type Constant = string | bigint | boolean | null;

/** A sum of calendar parts: what INTERVAL means. */
export interface IntervalValue {
  readonly months: number;
  readonly days: number;
  readonly microseconds: number;
}

/** A Spark expression as DuckDB SQL of the DuckDB type that `duckdbName(type)` names. */
export interface Typed {
  readonly sql: string;
  readonly type: SparkType;
  readonly at: Position;
  readonly loose: readonly LooseColumn[];
  /** Holds an aggregate or a window function of the present query. */
  readonly aggregate: boolean;
  readonly window: boolean;
  readonly constant?: Constant | undefined;
  readonly interval?: IntervalValue | undefined;
  /** An array whose order may differ from run to run. */
  readonly unordered?: boolean | undefined;
}

/** An expression made of others: what they hold, it holds. */
export function typed(sql: string, type: SparkType, at: Position, parts: readonly Typed[]): Typed {
  return {
    sql,
    type,
    at,
    loose: parts.flatMap((part) => part.loose),
    aggregate: parts.some((part) => part.aggregate),
    window: parts.some((part) => part.window),
  };
}

/** Stands for an expression that has given a problem: fits everywhere, and is never run. */
export const unknown = (at: Position): Typed => typed('NULL', simple('unknown'), at, []);

/** A copy with other SQL and type: a cast, or a wrapped call. */
export const retyped = (value: Typed, sql: string, type: SparkType): Typed => ({
  ...typed(sql, type, value.at, [value]),
  ...(value.unordered === true ? { unordered: true } : {}),
});
